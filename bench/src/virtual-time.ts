/** Time that passes only when it is told to: `Date.now` and timers, for code that knows nothing of it. */
export interface VirtualTime {
  readonly now: () => number
  /** Runs timers in their order, and what they set off, until none is left. */
  readonly run: () => Promise<void>
}

interface Timer {
  readonly at: number
  readonly id: number
  readonly call: () => void
}

export function useVirtualTime(start: number): VirtualTime {
  let now = start
  let lastId = 0
  const timers = new Map<number, Timer>()
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve)) // promises come first

  Date.now = () => now
  globalThis.setTimeout = ((call: () => void, pauseMs = 0): number => {
    const id = ++lastId
    timers.set(id, { id, at: now + Math.max(0, pauseMs), call })
    return id
  }) as unknown as typeof setTimeout
  globalThis.clearTimeout = ((id: number | undefined): void => {
    if (id !== undefined) timers.delete(id)
  }) as unknown as typeof clearTimeout

  function takeNext(): Timer | undefined {
    let next: Timer | undefined
    for (const timer of timers.values()) if (!next || timer.at < next.at) next = timer
    if (next) timers.delete(next.id)
    return next
  }

  return {
    now: () => now,
    async run() {
      await settle()
      for (let timer = takeNext(); timer; timer = takeNext()) {
        now = Math.max(now, timer.at)
        timer.call()
        await settle()
      }
    },
  }
}
