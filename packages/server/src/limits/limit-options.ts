import type { Leases } from './leases.ts'

/** How much is allowed. What is left out is not limited. */
export interface Quota {
  readonly createsPerMinute?: number | undefined
  /** Looks, list pages and new streams. */
  readonly readsPerMinute?: number | undefined
  /** Tasks in the making. One that nobody has looked at any more counts for ten minutes. */
  readonly tasksAtOnce?: number | undefined
  /** Pictures asked for: `n`, or the length of the series. */
  readonly imagesPerDay?: number | undefined
}

/** One rule, as `rate-limiter-flexible` takes it. */
export interface RateRule {
  readonly keyPrefix: string
  readonly points: number
  /** In seconds. */
  readonly duration: number
}

/** What keeps count; the limiters of `rate-limiter-flexible` fit as they are. */
export interface RateLimiter {
  /** Rejects with `{ msBeforeNext }` where the points are used up. */
  readonly consume: (key: string, points?: number) => Promise<unknown>
  readonly reward: (key: string, points?: number) => Promise<unknown>
}

export interface LimitOptions {
  /** Default: 60 creates and 1,200 reads a minute. Yours replaces it as a whole. */
  readonly perUser?: Quota | undefined
  /** All users together. Default: no limits. */
  readonly total?: Quota | undefined
  /** The largest body. Default: as much as the spec's largest request needs, about 148 MB. */
  readonly bodyBytes?: number | undefined
  /** Bodies of one user that are being read or sent on. Default: one of the largest. */
  readonly bodyBytesPerUser?: number | undefined
  /** Bodies of all users; they take about four times as much memory. Default: two of the largest. */
  readonly bodyBytesAtOnce?: number | undefined
  /**
   * Makes what keeps count of a rule. Default: in the memory of this process.
   *
   * @example
   * rateLimiter: (rule) => new RateLimiterRedis({ storeClient: redis, ...rule })
   */
  readonly rateLimiter?: ((rule: RateRule) => RateLimiter) | undefined
  /** Keeps count of tasks at once. Default: in the memory of this process. */
  readonly leases?: Leases | undefined
}
