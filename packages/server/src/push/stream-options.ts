/** Streams that tell browsers of changes. */
export interface StreamOptions {
  /** A sign of life comes this often, in milliseconds. Default 12 000; clients give up after 35 000. */
  readonly heartbeatMs?: number | undefined
  /** After about this long a stream ends and the browser is asked who it is once more. Default 15 minutes. */
  readonly maxAgeMs?: number | undefined
  /** How long browsers wait before they come back, in milliseconds. Default 2 000. */
  readonly retryMs?: number | undefined
  /** Open streams of one user. Default 10. Further ones are answered like plain looks, so their pages poll. */
  readonly perUser?: number | undefined
  /** Open streams of all users. Default 20 000. */
  readonly total?: number | undefined
}
