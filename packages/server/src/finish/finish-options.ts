import type { Task } from '@omni-image/core/wire'

/** One telling of a task's end. */
export interface FinishCall {
  /** The same each time that the end of this task is told, so that doing it twice can be told from doing it once. */
  readonly key: string
  /** Fires when the handler is closed. What is not done by then is told again, here or by another instance. */
  readonly signal: AbortSignal
}

/**
 * Hears of each task that has ended, well or not, as its user knows it. Awaited; a rejection means "again later". Told at
 * least once, whoever has a page open.
 */
export type OnTaskFinished = (task: Task, user: string, call: FinishCall) => unknown
