import type { EmulatorClock } from '@omni-image/emulator'

/** Time for an emulator that passes only when a test says so: its tasks wait for the test, not the other way round. */
export function standingClock(): EmulatorClock & { readonly advance: (ms: number) => void } {
  let nowMs = Date.now()
  return { now: () => nowMs, advance: (ms) => void (nowMs += ms) }
}
