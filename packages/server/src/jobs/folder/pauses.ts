/** Pauses that somebody may end early. */
export interface Pauses {
  /** Resolves after so long, or when woken, or at once after `close`. */
  readonly pause: (id: string, pauseMs: number) => Promise<void>
  readonly wake: (id: string) => void
  readonly close: () => void
}

export function createPauses(): Pauses {
  const wakes = new Map<string, () => void>()
  let isClosed = false

  return {
    pause: (id, pauseMs) =>
      new Promise((resolve) => {
        const end = (): void => {
          clearTimeout(timer)
          wakes.delete(id)
          resolve()
        }
        const timer = setTimeout(end, pauseMs)
        if (isClosed) return end()
        wakes.set(id, end)
      }),
    wake: (id) => wakes.get(id)?.(),
    close: () => {
      isClosed = true
      for (const end of [...wakes.values()]) end()
    },
  }
}
