/** Where the time of day comes from. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export const systemClock: Clock = { now: () => Date.now() }
