import { ConnectionError } from '../errors/connection-error.ts'

/** Timers count milliseconds in 31 bits; a longer one would fire at once. */
export const longestTimerMs = 0x7fffffff

/**
 * Runs `work` with a signal that fires after `timeoutMs` or when `signal` does, and settles at that moment, also if
 * `work` does not listen. Leaves no timer behind.
 */
export function withTimeout<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const either = new AbortController() // much cheaper than AbortSignal.any
    const clear = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    }
    const end = (reason: unknown): void => {
      clear()
      reject(reason)
      either.abort(reason)
    }
    const abort = (): void => end(signal?.reason)
    const timer = setTimeout(
      () => end(new ConnectionError(`No answer came within ${timeoutMs} ms`)),
      Math.min(timeoutMs, longestTimerMs),
    )
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    const working = work(either.signal)
    working.then(clear, clear)
    working.then(resolve, reject)
  })
}

/** Waits; rejects with `signal.reason` as soon as the signal fires. Leaves no timer behind. */
export function sleep(pauseMs: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.min(pauseMs, longestTimerMs))))
  return untilAborted(over, signal).finally(() => clearTimeout(timer))
}

/** The promise's outcome, or a rejection with `signal.reason` as soon as the signal fires. */
export function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    const end = (): void => signal.removeEventListener('abort', abort)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    promise.then(resolve, reject).then(end, end)
  })
}
