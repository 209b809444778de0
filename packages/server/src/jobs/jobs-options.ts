import type { WatchOptions } from '@omni-image/core'
import type { CallbackOptions } from '../callback/callback-options.ts'
import type { Clock } from '../clock.ts'
import type { FinishCall } from '../finish/finish-options.ts'
import type { Logger } from '../handler/log.ts'
import type { Hints } from '../hints/hints.ts'
import type { OwnerStore } from '../ownership/stored-owners.ts'
import type { UpstreamOptions } from '../upstream/upstream-options.ts'
import type { Job } from './job.ts'
import type { RequestStore } from './request-shelf.ts'

/**
 * Hears of each job that has succeeded or failed, before it counts as done. Awaited; a rejection means "again later", so
 * it may come twice for one job: `key` is the same then. For saving the pictures before their addresses die.
 */
export type OnFinished = (job: Job, call: FinishCall) => unknown

interface CommonOptions {
  /** As for the handler. */
  readonly upstream: UpstreamOptions
  /** The handler's: it marks tasks as their user's, so that they are there in the user's browser too. */
  readonly secret: string | readonly string[]
  /** As for the handler. */
  readonly ownership?: 'marked' | { readonly store: OwnerStore } | undefined
  readonly onFinished?: OnFinished | undefined
  /** Paid requests under way at once in this process. Default 4. */
  readonly concurrency?: number | undefined
  /** Paid requests per time, over all processes. Default: as many as the API takes. */
  readonly rate?: { readonly max: number; readonly durationMs: number } | undefined
  /**
   * What becomes of a job whose paid request got no clear answer, or whose process died over it, when no task is found
   * under its id. `'if-not-found'` sends it once more under the same id, which the API refuses to take twice: the default,
   * as nobody is there to ask. `'never'` leaves the job stuck: the default with an `ownership` store, as a gateway that
   * needs one may not know ids at all.
   */
  readonly resubmit?: 'never' | 'if-not-found' | undefined
  /** A job whose task is not over after this long is stuck, in milliseconds. Default: an hour. */
  readonly deadlineMs?: number | undefined
  /** For how long a finished job is remembered, so that its key costs nothing again. Default 30 days. */
  readonly keepMs?: number | undefined
  /** The handler's: with them a job ends as soon as the API calls, instead of with the next look. */
  readonly callbacks?: CallbackOptions | undefined
  /** The handler's: how open pages hear of jobs, and jobs of callbacks. Without them both find out by looking. */
  readonly hints?: Hints | undefined
  readonly watch?: WatchOptions | undefined
  readonly logger?: Logger | undefined
  readonly clock?: Clock | undefined
}

interface RedisJobsOptions extends CommonOptions {
  /** `redis://…`, or what BullMQ takes as its `connection`. Needs the packages `bullmq` and `ioredis`. */
  readonly redis: string | object
  readonly folder?: undefined
  /** What all keys in Redis begin with. Default `bull`, where dashboards look. */
  readonly prefix?: string | undefined
  /** Where requests with the bytes of images wait; without it their images must be addresses. */
  readonly requestStore?: RequestStore | undefined
  /** After this long without a sign of life a worker counts as dead and its jobs go to others. Default 30 000. */
  readonly lockMs?: number | undefined
}

interface FolderJobsOptions extends CommonOptions {
  /** Where this process keeps its jobs, images included. One process for a folder. */
  readonly folder: string | URL
  readonly redis?: undefined
}

/** In Redis for any number of processes, or in a folder for one. */
export type JobsOptions = RedisJobsOptions | FolderJobsOptions
