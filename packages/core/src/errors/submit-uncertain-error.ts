import type { GeneratedImage, Task } from '../wire/generated/types.ts'
import { OmniImageError } from './omni-image-error.ts'

/** The task that `recover()` found: the handle that a clear answer would have given. */
export interface RecoveredTask {
  readonly task_id: string
  result(options?: {
    readonly signal?: AbortSignal | undefined
  }): Promise<{ readonly task_id: string; readonly images: readonly GeneratedImage[]; readonly task: Task }>
}

/**
 * A paid request got no clear answer, and no task was found under its id so far. It may have been created all the same:
 * do not send it again, call `recover()` or look `external_task_id` up later.
 */
export class SubmitUncertainError<Found extends RecoveredTask = RecoveredTask> extends OmniImageError {
  override readonly name = 'SubmitUncertainError'
  readonly code = 'submit-uncertain'
  /** The id that the request carried. */
  declare readonly external_task_id: string
  /** Looks the id up once more; resolves with the task, or rejects with this error (or with the look-up's own). */
  declare readonly recover: () => Promise<Found>

  constructor(external_task_id: string, recover: () => Promise<Found>, cause?: unknown) {
    super(
      `No clear answer came and no task ${external_task_id} was found; it may still be there, recover() looks again`,
      { external_task_id, recover },
      { cause },
    )
  }
}
