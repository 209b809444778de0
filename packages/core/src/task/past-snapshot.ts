import { UnexpectedError } from '../errors/unexpected-error.ts'
import type { JournalEntry } from '../journal/task-journal.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { reduce } from './reduce.ts'
import { idleSnapshot, type TaskSnapshot } from './snapshot.ts'

/** What a screen shows of a task that only its journal entry tells of. */
export function pastSnapshot(tasks: TaskDescription, entry: JournalEntry): TaskSnapshot {
  const { external_task_id, task_id, submittedAt, state, task, reason } = entry
  const known = { ...idleSnapshot, external_task_id, submittedAt }
  const sent: TaskSnapshot =
    task_id === undefined ? { ...known, status: 'submitting' } : { ...known, status: 'submitted', task_id }
  if (state === 'submitting' || state === 'accepted') return sent
  if (task) return reduce(sent, { type: 'see', task }, tasks)
  const error = new UnexpectedError('Submitting', undefined, task_id === undefined)
  return reduce(sent, { type: 'fail', error: Object.assign(error, reason && { message: reason }) })
}
