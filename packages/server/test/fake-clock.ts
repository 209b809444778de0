import { afterEach, beforeEach, vi } from 'vitest'

/** Stops the clock at a moment for each story of a file; sockets and what else the runtime does go on. */
export function fakeClock(now = 1_781_080_000_000): void {
  beforeEach(() => {
    vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}
