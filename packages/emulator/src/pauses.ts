import type { WholeClock } from './clock.ts'
import { ConnectionCut } from './connection-cut.ts'

/** Pauses that `close` ends, as cut connections, so that nothing outlives the emulator. */
export interface Pauses {
  readonly pause: (delayMs: number) => Promise<void>
  readonly close: () => void
}

export function createPauses(clock: WholeClock): Pauses {
  const ends = new Set<() => void>()
  return {
    pause: (delayMs) =>
      new Promise((resolve, reject) => {
        const timer = clock.setTimeout(() => {
          ends.delete(end)
          resolve()
        }, delayMs)
        const end = (): void => {
          clock.clearTimeout(timer)
          reject(new ConnectionCut())
        }
        ends.add(end)
      }),
    close: () => {
      for (const end of ends) end()
      ends.clear()
    },
  }
}
