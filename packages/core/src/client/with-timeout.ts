import { ConnectionError } from '../errors/connection-error.ts'

/**
 * Runs `work` with a signal that fires after `timeoutMs` or when `signal` does, and settles at that moment, also if
 * `work` does not listen. Leaves no timer and no listener behind.
 */
export async function withTimeout<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Result> {
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal?.reason)
  const timer = setTimeout(() => {
    controller.abort(new ConnectionError(`No answer came within ${Math.round(timeoutMs)} ms`))
  }, timeoutMs)
  signal?.addEventListener('abort', abort)
  try {
    return await untilAborted(work(controller.signal), controller.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
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
