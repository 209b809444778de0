/**
 * What the emulator takes for the time. `now` is enough (`Date` itself fits); the timers serve callbacks and slow
 * answers only, the state of a task is worked out from `now` whenever somebody asks.
 */
export interface EmulatorClock {
  /** Unix milliseconds. */
  readonly now: () => number
  /** Default: the timers of the process, looked up at each call, so that patched ones are seen. */
  readonly setTimeout?: (callback: () => void, delayMs: number) => unknown
  readonly clearTimeout?: (timer: unknown) => void
}

export type WholeClock = Required<EmulatorClock>

export function toWholeClock(clock: EmulatorClock | undefined): WholeClock {
  return {
    now: () => (clock ?? Date).now(),
    setTimeout: (callback, delayMs) =>
      clock?.setTimeout ? clock.setTimeout(callback, delayMs) : globalThis.setTimeout(callback, delayMs),
    clearTimeout: (timer) =>
      clock?.clearTimeout ? clock.clearTimeout(timer) : globalThis.clearTimeout(timer as NodeJS.Timeout),
  }
}
