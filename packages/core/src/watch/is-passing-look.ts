import { isPassing } from '../client/backoff.ts'
import { graceMs } from '../client/find-task.ts'
import { isOmniImageError } from '../errors/any-error.ts'

/**
 * Whether a failed look at a task is worth another. So is a "not found" of an API that may not know its new task yet, and
 * of something before it that knows no task at all: that one has no code.
 */
export function isPassingLook(error: unknown, submittedAt = -Infinity): boolean {
  if (!isOmniImageError(error) || error.code !== 'api' || error.kind !== 'not-found') return isPassing(error)
  return (error.httpStatus === 404 && error.apiCode === undefined) || Date.now() - submittedAt < graceMs
}
