import { ConnectionError } from '../errors/connection-error.ts'

/** Timers count milliseconds in 31 bits; a longer one would fire at once. */
export const longestTimerMs = 0x7fffffff

/**
 * Runs `work` with a signal that fires after `timeoutMs` or when `signal` does, and settles at that moment, also if
 * `work` does not listen. Leaves no timer behind.
 */
export async function withTimeout<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const late = new AbortController()
  const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal
  const timer = setTimeout(
    () => late.abort(new ConnectionError(`No answer came within ${timeoutMs} ms`)),
    Math.min(timeoutMs, longestTimerMs),
  )
  return untilAborted(work(either), either).finally(() => clearTimeout(timer))
}

/** Waits; rejects with `signal.reason` as soon as the signal fires. Leaves no timer behind. */
export async function sleep(pauseMs: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, Math.min(pauseMs, longestTimerMs))))
  return untilAborted(over, signal).finally(() => clearTimeout(timer))
}

/** The promise's outcome, or a rejection with `signal.reason` as soon as the signal fires. */
export function untilAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    void promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
