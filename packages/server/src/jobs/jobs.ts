import type { OmniImageInput } from '@omni-image/core'
import type { Job, JobName } from './job.ts'

/** Pictures that are made with no browser open. */
export interface Jobs {
  /**
   * Keeps a job until its pictures are there, whatever crashes meanwhile. The same user and key again give the job that
   * is there, finished or not, and cost nothing. Rejects with an `InputError` for an input that the API would refuse.
   *
   * @example
   * await jobs.enqueue({ prompt: 'a lighthouse' }, { user: 'ann', key: 'nightly-2026-10-01/17' })
   */
  readonly enqueue: (input: OmniImageInput, name: JobName) => Promise<Job>
  readonly get: (name: JobName) => Promise<Job | undefined>
  /**
   * Sets a stuck job going again: an unclear request is looked for first. A job that was refused is sent again. False
   * where there is nothing to retry.
   */
  readonly retry: (name: JobName) => Promise<boolean>
  /** From here on this process works; resolves once it does. A process that only enqueues leaves it out. */
  readonly work: () => Promise<void>
  /** Finishes the steps that are under way. Everything else waits for other workers or the next start. */
  readonly close: () => Promise<void>
}
