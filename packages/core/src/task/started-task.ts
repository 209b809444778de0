import type { GeneratedImage, Task } from '../wire/generated/types.ts'
import type { TaskSnapshot } from './snapshot.ts'

/** What a finished task has made. */
export interface OmniImageResult {
  readonly task_id: string
  /** At least one; single pictures or the series, in order. */
  readonly images: readonly GeneratedImage[]
  readonly task: Task
}

export interface WaitOptions {
  /** Ends the wait, with `signal.reason`. The task goes on. */
  readonly signal?: AbortSignal | undefined
}

/**
 * A task from its first moment on. It is looked at while somebody waits for it (a listener, an iteration, `result()`);
 * without any of these no request is made and no timer runs.
 */
export interface StartedTask extends AsyncIterable<TaskSnapshot> {
  /** Undefined until the API has accepted the task. */
  readonly task_id: string | undefined
  readonly external_task_id: string | undefined
  /** The same object until something visible changes. */
  readonly getSnapshot: () => TaskSnapshot
  /** Calls `listener` after every visible change, until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void
  /** Resolves as soon as the API has accepted the task; rejects where it was not created. An abort ends the wait alone. */
  readonly accepted: (options?: WaitOptions) => Promise<OmniImageTask>
  /**
   * Waits for the pictures; rejects with an `OmniImageError`, or with `signal.reason` as soon as the signal fires. The
   * task goes on all the same, and can be waited for again.
   */
  readonly result: (options?: WaitOptions) => Promise<OmniImageResult>
  /** After a deadline or a failure that was not the task's own: waits anew. Does nothing in any other state. */
  readonly resume: () => void
}

/** A task that the API has accepted. */
export interface OmniImageTask extends StartedTask {
  readonly task_id: string
}
