import type { JournalEntry } from '../journal/task-journal.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import type { TaskSnapshot } from './snapshot.ts'

/** What the journal should say once a task shows this snapshot; the same object where it says so already. */
export function nextEntry(tasks: TaskDescription, entry: JournalEntry, snapshot: TaskSnapshot): JournalEntry {
  if (entry.state === 'succeed' || entry.state === 'failed') return entry
  const { status, task_id, submittedAt, task, error } = snapshot
  const isAccepted = task_id !== undefined && entry.state === 'submitting'
  if (!isAccepted && status !== 'succeed' && status !== 'failed') return entry
  const known = {
    ...entry,
    ...(task_id !== undefined && { task_id }),
    ...(submittedAt !== undefined && { submittedAt }),
  }
  if (status === 'succeed') return { ...known, state: status, task, finishedAt: Date.now() }
  if (status === 'failed' && isLast(tasks, snapshot)) {
    return { ...known, state: status, reason: error.message, finishedAt: Date.now(), ...(task && { task }) }
  }
  return isAccepted ? { ...known, state: 'accepted' } : entry
}

/** Whether a failure is the task's own. Any other leaves a task that is or may be there, to be looked at again. */
function isLast(tasks: TaskDescription, { error, task_id, submittedAt = 0 }: TaskSnapshot): boolean {
  if (task_id === undefined) return error?.code !== 'submit-uncertain'
  if (error?.code === 'task-failed') return true
  // Just after the create an API may not know its own task yet.
  const isForgotten = error?.code === 'api' && error.kind === 'not-found'
  return isForgotten && Date.now() - submittedAt > tasks.deadlineMs
}
