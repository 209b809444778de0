import { OmniImageError } from './omni-image-error.ts'

/** We stopped waiting. The task goes on at the API, and is billed. */
export class TaskTimeoutError extends OmniImageError {
  override readonly name = 'TaskTimeoutError'
  readonly code = 'task-timeout'
  declare readonly task_id: string

  constructor(task_id: string, waitedMs: number) {
    super(`Task ${task_id} was not finished after ${waitedMs} ms; it goes on, resume() looks again`, { task_id })
  }
}
