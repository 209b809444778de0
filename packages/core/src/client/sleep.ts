/** Waits; rejects with `signal.reason` as soon as the signal fires, and leaves no timer behind. */
export function sleep(pauseMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, pauseMs)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
