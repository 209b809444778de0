export interface AlarmOptions {
  readonly ring: () => void
  /** The timer came too late by this much: the machine slept, or its clock was set. */
  readonly onLost: (lostMs: number, now: number) => void
  /** The clock was set back: what lies far ahead by it now is due. */
  readonly onTurnedBack: (now: number) => void
  /** What comes early by no more than this is chance, in milliseconds. */
  readonly toleranceMs: number
  /** How late a timer may come by itself, in milliseconds. */
  readonly latestMs: number
  readonly longestTimerMs: number
}

/** One timer, and what it tells of the clock. */
export interface Alarm {
  /** Rings at this time, or before: one that rings too early does no harm, so it is left alone where it can be. */
  readonly set: (at: number, now: number) => void
  /** Finds out whether it should have rung long ago. */
  readonly check: (now: number) => void
}

export function createAlarm(options: AlarmOptions): Alarm {
  const { ring, onLost, onTurnedBack, toleranceMs, latestMs, longestTimerMs } = options
  let timer: ReturnType<typeof setTimeout> | undefined
  let timerAt = Infinity

  function check(now: number): void {
    const lostMs = now - timerAt - latestMs
    if (lostMs <= 0) return
    timerAt = now
    onLost(lostMs, now)
  }

  function onTimer(): void {
    const now = Date.now()
    const earlyMs = timerAt - now
    check(now)
    timerAt = Infinity
    if (earlyMs > toleranceMs && earlyMs < longestTimerMs) onTurnedBack(now)
    ring()
  }

  return {
    check,
    set(at, now) {
      if (at < Infinity && at >= timerAt) return
      clearTimeout(timer)
      timerAt = at
      if (at < Infinity) timer = setTimeout(onTimer, Math.min(Math.max(0, at - now), longestTimerMs))
    },
  }
}
