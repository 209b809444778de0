/** Work that goes on for longer is felt: a page freezes, a server answers nobody. In milliseconds. */
const turnMs = 8

/** For long work in small pieces: what it gives is awaited between them, and lets others have their turn when it is time. */
export function createTurns(): () => Promise<void> {
  let startedAt = Date.now()
  return async () => {
    if (Date.now() - startedAt < turnMs) return
    await new Promise((resolve) => setTimeout(resolve))
    startedAt = Date.now()
  }
}
