import type { JournalEntry } from '@omni-image/core'
import type { JobName } from './job.ts'

/** What is kept of a job: plain data, for any store. */
export interface JobRecord extends JobName {
  /** The user's id of the task, and the job's name in its queue. */
  readonly id: string
  /** What the task is called upstream. It stays, whatever becomes of the secret that it was made with. */
  readonly upstreamId: string
  readonly enqueuedAt: number
  /** The request as core writes it. Undefined once it is not needed any more, or where it is kept elsewhere. */
  readonly request?: string | undefined
  /** The task's, from just before the paid request is sent. */
  readonly entry?: JournalEntry | undefined
  /** Since when nobody knows whether a request has made the task. */
  readonly unclearSince?: number | undefined
  /** How often the paid request has left. */
  readonly sends?: number | undefined
  /** `onFinished` has taken note. */
  readonly isTold?: boolean | undefined
}

/** Writes the record down. What it says is safe from any crash when this resolves. */
export type SaveRecord = (record: JobRecord) => Promise<void>

export function isAccepted({ entry }: JobRecord): boolean {
  return entry?.task_id !== undefined
}

/** Whether nothing will change any more. */
export function isOver({ entry }: JobRecord): boolean {
  return entry?.state === 'succeed' || entry?.state === 'failed'
}
