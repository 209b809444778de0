import { isOmniImageError } from '../errors/any-error.ts'
import type { TaskJournal } from '../journal/task-journal.ts'
import { callJournal } from './call-journal.ts'
import { writings, type TaskState } from './task-state.ts'

/**
 * Deletes a task from its journal, for good: the task writes there no more. A request that is on its way stays until its
 * answer is there, and where none comes it stays, as nobody knows whether it is billed.
 */
export async function forgetTask(id: string, journal: TaskJournal, task: TaskState | undefined): Promise<void> {
  if (task?.snapshot.status === 'submitting') {
    try {
      await task.accepted()
    } catch (error) {
      if (isOmniImageError(error) && error.code === 'submit-uncertain') return
    }
  }
  if (task) {
    task.entry = undefined
    const writing = writings.get(task) // done late, it would bring the entry back
    if (writing) await callJournal(() => writing.catch(() => undefined))
  }
  await callJournal(() => journal.delete(id))
}
