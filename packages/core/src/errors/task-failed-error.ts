import { OmniImageError, withoutImages } from './omni-image-error.ts'

/** The API accepted the task and gave it up later. */
export class TaskFailedError extends OmniImageError {
  override readonly name = 'TaskFailedError'
  readonly code = 'task-failed'
  declare readonly task_id: string
  /** The API's own words without image data, or undefined where it gave none. */
  declare readonly reason: string | undefined

  constructor(task_id: string, reason: string | undefined) {
    const words = reason && withoutImages(reason)
    super(`Task ${task_id} failed: ${words ?? 'the API gave no reason'}`, { task_id, reason: words })
  }
}
