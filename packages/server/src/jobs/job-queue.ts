import type { JobRecord } from './job-record.ts'

export interface FoundJob {
  readonly record: JobRecord
  /** Why nothing happens any more although the job is not over. */
  readonly stuckReason?: string | undefined
}

/** What keeps jobs and has their steps done, one after the other. */
export interface JobQueue {
  /** Keeps the record, unless one stands under its id already. */
  readonly add: (record: JobRecord) => Promise<void>
  readonly find: (id: string) => Promise<FoundJob | undefined>
  readonly retry: (id: string) => Promise<boolean>
  readonly work: () => Promise<void>
  readonly close: () => Promise<void>
}
