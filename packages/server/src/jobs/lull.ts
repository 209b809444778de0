import type { Clock } from '../clock.ts'

/** How long no paid request should be sent, after the API has turned one down for a reason that is about all of them. */
export interface Lull {
  /** Gives its length in milliseconds: longer each time, until a request is accepted. */
  readonly begin: (kind: 'busy' | 'account', retryAfterMs?: number) => number
  readonly end: () => void
}

const pauses = {
  busy: { firstMs: 1000, longestMs: 30_000 },
  /** Somebody has to top up or mend the key; until then a try now and then costs nothing. */
  account: { firstMs: 15_000, longestMs: 300_000 },
} as const

export function createLull({ now }: Clock): Lull {
  let lulls = 0
  let untilMs = 0

  return {
    begin: (kind, retryAfterMs = 0) => {
      // Several requests may have been under way; their refusals are one.
      if (now() >= untilMs) lulls += 1
      const { firstMs, longestMs } = pauses[kind]
      const pauseMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, lulls - 1)) * (0.75 + Math.random() / 2)
      const wholeMs = Math.ceil(Math.max(retryAfterMs, pauseMs))
      untilMs = Math.max(untilMs, now() + wholeMs)
      return wholeMs
    },
    end: () => {
      lulls = 0
    },
  }
}
