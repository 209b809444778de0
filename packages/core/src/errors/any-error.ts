import type { ApiError } from './api-error.ts'
import type { ConnectionError } from './connection-error.ts'
import type { ContractError } from './contract-error.ts'
import type { InputError } from './input-error.ts'
import { brand } from './omni-image-error.ts'
import type { SubmitUncertainError } from './submit-uncertain-error.ts'
import type { TaskFailedError } from './task-failed-error.ts'
import type { TaskTimeoutError } from './task-timeout-error.ts'
import { UnexpectedError } from './unexpected-error.ts'

/** Every error that omni-image throws; `switch` on its `code`. */
export type AnyOmniImageError =
  | InputError
  | ConnectionError
  | ApiError
  | SubmitUncertainError
  | ContractError
  | TaskFailedError
  | TaskTimeoutError
  | UnexpectedError

/**
 * Whether an error is one of omni-image's, also when it comes from a second copy of the package.
 *
 * @example
 * try {
 *   await client.generate({ prompt: 'a lighthouse' })
 * } catch (error) {
 *   if (isOmniImageError(error) && error.code === 'api') console.log(error.kind, error.request_id)
 * }
 */
export function isOmniImageError(error: unknown): error is AnyOmniImageError {
  return typeof error === 'object' && error !== null && brand in error
}

/** The error as it is if it is ours, else wrapped. */
export function toOmniImageError(error: unknown, what: string): AnyOmniImageError {
  return isOmniImageError(error) ? error : new UnexpectedError(what, error)
}
