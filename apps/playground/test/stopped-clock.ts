import type { EmulatorClock } from '@omni-image/emulator'

export interface StoppedClock extends EmulatorClock {
  /** Lets time pass, and what was to happen meanwhile happen. */
  readonly pass: (ms: number) => void
}

/** Time for an emulator that stands still until a story lets it pass. */
export function createStoppedClock(): StoppedClock {
  const timers = new Map<object, { readonly dueMs: number; readonly callback: () => void }>()
  let nowMs = Date.now()
  const nextBefore = (endMs: number) =>
    [...timers].filter(([, { dueMs }]) => dueMs <= endMs).toSorted(([, one], [, other]) => one.dueMs - other.dueMs)[0]
  return {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      const timer = {}
      timers.set(timer, { dueMs: nowMs + delayMs, callback })
      return timer
    },
    clearTimeout: (timer) => void timers.delete(timer as object),
    pass: (ms) => {
      const endMs = nowMs + ms
      for (let next = nextBefore(endMs); next; next = nextBefore(endMs)) {
        const [timer, { dueMs, callback }] = next
        timers.delete(timer)
        nowMs = dueMs
        callback()
      }
      nowMs = endMs
    },
  }
}
