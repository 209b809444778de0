import { isOmniImageError } from '../errors/any-error.ts'

/** Whether a failure says nothing about the next try: no answer or no token came, the API is busy or stumbled. */
export function isPassing(error: unknown): boolean {
  return isOmniImageError(error) && 'retryable' in error && error.retryable
}

/** How long the API asks to be left alone, in milliseconds. */
export function askedMs(error: unknown): number {
  return (isOmniImageError(error) && error.code === 'api' && error.retryAfterMs) || 0
}

/** The pause after the n-th failure in a row (from 1): doubling from 1 s to 15 s with jitter, or what the API asks for if that is longer. */
export function backoffMs(failures: number, error?: unknown): number {
  return Math.max(askedMs(error), Math.min(15_000, 500 * 2 ** failures) * (0.75 + Math.random() / 2))
}
