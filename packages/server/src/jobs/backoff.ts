import { isOmniImageError } from '@omni-image/core'

/** The pause after the n-th failure in a row (from 1): from a second to a minute, or what the API asks for. */
export function backoffMs(failures: number, error?: unknown): number {
  const askedMs = (isOmniImageError(error) && error.code === 'api' && error.retryAfterMs) || 0
  const pauseMs = Math.min(60_000, 500 * 2 ** Math.min(failures, 10)) * (0.75 + Math.random() / 2)
  return Math.ceil(Math.max(askedMs, pauseMs))
}

/** Whether trying again by itself can bring nothing: somebody has to look into it. */
export function isStuck(error: unknown): boolean {
  return isOmniImageError(error) && (error.code === 'submit-uncertain' || error.code === 'task-timeout')
}
