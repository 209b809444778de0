import type { EmulatorClock } from '../src/clock.ts'

export interface FakeClock extends Required<EmulatorClock> {
  /** Moves the time on and fires the timers that are due, in order. */
  readonly advance: (ms: number) => void
  readonly timerCount: () => number
}

export function createFakeClock(startMs = 1_781_080_000_000): FakeClock {
  const timers = new Set<{ readonly dueMs: number; readonly callback: () => void }>()
  let nowMs = startMs
  return {
    now: () => nowMs,
    setTimeout: (callback, delayMs) => {
      const timer = { dueMs: nowMs + delayMs, callback }
      timers.add(timer)
      return timer
    },
    clearTimeout: (timer) => void timers.delete(timer as never),
    advance: (ms) => {
      const endMs = nowMs + ms
      for (;;) {
        const [next] = [...timers].filter(({ dueMs }) => dueMs <= endMs).toSorted((a, b) => a.dueMs - b.dueMs)
        if (!next) break
        timers.delete(next)
        nowMs = Math.max(nowMs, next.dueMs)
        next.callback()
      }
      nowMs = endMs
    },
    timerCount: () => timers.size,
  }
}
