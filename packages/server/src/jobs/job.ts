import type { GeneratedImage, JournalState, Task } from '@omni-image/core'

/** Which job: the same words again are the same job, and the same bill. */
export interface JobName {
  /** Whose pictures: the id that `authorize` of the handler gives for this user. */
  readonly user: string
  /** Yours, for instance `nightly-2026-10-01/17`. */
  readonly key: string
}

/**
 * `waiting` in the queue; `submitting`: the paid request was sent; `accepted` by the API; `succeed` and `failed` are the
 * end. A `stuck` job is not over and needs somebody: `reason` says why, and `retry` or your dashboard sets it going again.
 */
export type JobState = 'waiting' | JournalState | 'stuck'

/** A job as it stood when it was asked for. */
export interface Job extends JobName {
  /** Names the job in the queue and the task in the user's browser. */
  readonly external_task_id: string
  readonly state: JobState
  /** Milliseconds since 1970. */
  readonly enqueuedAt: number
  readonly task_id?: string | undefined
  /** Empty until `succeed`. Addresses expire, so save what you want to keep. */
  readonly images: readonly GeneratedImage[]
  /** The task as the API last wrote it, under its user's own id. */
  readonly task?: Task | undefined
  /** Why it failed or is stuck, in words. */
  readonly reason?: string | undefined
}
