import type { JournalEntry, JournalState } from '../src/journal/task-journal.ts'
import { picture, task } from './fake-api.ts'

const root = 'https://api.example.com/kling'

const stages: Readonly<Record<JournalState, () => Partial<JournalEntry>>> = {
  submitting: () => ({}),
  accepted: () => ({ task_id: 'task-1' }),
  succeed: () => ({
    task_id: 'task-1',
    task: task('succeed', { task_result: { images: [picture] } }),
    finishedAt: Date.now(),
  }),
  failed: () => ({ reason: 'no', finishedAt: Date.now() }),
}

export const entryOf = (id: string, state: JournalState, changes: Partial<JournalEntry> = {}): JournalEntry => ({
  version: 1,
  external_task_id: id,
  root,
  state,
  startedAt: Date.now(),
  prompt: 'a lighthouse',
  options: {},
  ...stages[state](),
  ...changes,
})
