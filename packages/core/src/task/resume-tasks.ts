import { findTask } from '../client/find-task.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import { isFinished } from '../journal/newer-entry.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { Task } from '../wire/generated/types.ts'
import { callJournal } from './call-journal.ts'
import { countImages } from './count-images.ts'
import type { LiveTasks } from './live-tasks.ts'
import { pastSnapshot } from './past-snapshot.ts'
import type { Slots } from './slots.ts'
import type { OmniImageTask, StartedTask } from './started-task.ts'
import { TaskState, type TaskSource } from './task-state.ts'

export interface ResumeSource {
  readonly source: TaskSource
  readonly root: string
  readonly journal: TaskJournal
  readonly slots: Slots
  readonly tasks: LiveTasks
  readonly look: (id: string, signal: AbortSignal) => Promise<Task>
  readonly deadlineMs: number
  /** Ends all searching. */
  readonly closed: AbortSignal
}

/** Brings back what a journal tells of. */
export interface Resumer {
  readonly restore: (entry: JournalEntry) => StartedTask | undefined
  readonly resume: () => Promise<OmniImageTask[]>
}

export function createResumer({
  source,
  root,
  journal,
  slots,
  tasks,
  look,
  deadlineMs,
  closed,
}: ResumeSource): Resumer {
  const { tasks: description, count } = source.endpoint
  let resuming: Promise<OmniImageTask[]> | undefined

  function restore(entry: JournalEntry): StartedTask | undefined {
    const { operation = omniImageTask.submit } = entry
    if (entry.root !== root || operation !== description.submit) return undefined
    const live = tasks.get(entry.external_task_id)
    live?.follow(entry)
    if (live) return live.handle
    const state = new TaskState(source, pastSnapshot(description, entry), entry)
    if (isFinished(entry)) return state.handle
    tasks.add(entry.external_task_id, state)
    slots.hold(state, countImages(count, entry.options))
    if (entry.state === 'submitting') void search(state, entry)
    return state.handle
  }

  /** Finds out what became of a request that the journal saw leaving, and nothing more. */
  async function search(state: TaskState, entry: JournalEntry): Promise<void> {
    const { external_task_id, startedAt, sendingUntil = startedAt } = entry
    const uncertain = (cause?: unknown): SubmitUncertainError =>
      new SubmitUncertainError(external_task_id, () => state.recover(), cause)
    try {
      const task = await findTask({
        look: () => look(external_task_id, closed),
        since: sendingUntil,
        deadlineMs,
        uncertain,
        signal: closed,
      })
      if (!task) throw uncertain()
      state.dispatch({ type: 'see', task, at: startedAt })
    } catch (error) {
      if (closed.aborted) return state.dispatch({ type: 'stop' })
      await followJournal(state, external_task_id)
      state.dispatch({ type: 'fail', error: toOmniImageError(error, 'Looking for the task') })
    }
  }

  /** Whoever has sent the request may have been told meanwhile. */
  async function followJournal(state: TaskState, id: string): Promise<void> {
    try {
      const entry = await callJournal(() => journal.get(id))
      if (entry) state.follow(entry)
    } catch {
      // Nothing is known but what the search has found.
    }
  }

  async function resumeAll(): Promise<OmniImageTask[]> {
    const entries = await callJournal(() => journal.list())
    for (const entry of entries) if (isFinished(entry)) tasks.get(entry.external_task_id)?.follow(entry)
    const started = entries.filter((entry) => !isFinished(entry)).map(restore)
    const found = started.filter((task) => task !== undefined)
    for (const task of found) task.resume() // what failed for a while, or was not found, is looked for again
    await Promise.allSettled(found.map((task) => task.accepted()))
    return found.filter((task): task is OmniImageTask => task.task_id !== undefined)
  }

  return {
    restore,
    resume: () => (resuming ??= resumeAll().finally(() => (resuming = undefined))),
  }
}
