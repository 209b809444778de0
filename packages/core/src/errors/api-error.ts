import type { ApiErrorKind } from '../wire/error-code.ts'
import { OmniImageError } from './omni-image-error.ts'

export interface ApiErrorDetails {
  /** How to take it; worked out from the body's `code` first and the HTTP status last. */
  readonly kind: ApiErrorKind
  /** The body's `code` as it came, a number for the vendor's own errors. */
  readonly apiCode: number | string | undefined
  readonly httpStatus: number
  /** Names the answer when you ask the vendor for support. */
  readonly request_id?: string | undefined
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** A finer word where one code means several things, for instance `duplicate-id`. */
  readonly reason?: string | undefined
  /** How long the API asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined
}

/** The API, or a gateway before it, said no. */
export class ApiError extends OmniImageError implements ApiErrorDetails {
  override readonly name = 'ApiError'
  readonly code = 'api'
  declare readonly kind: ApiErrorKind
  declare readonly apiCode: number | string | undefined
  declare readonly httpStatus: number
  declare readonly request_id: string | undefined
  declare readonly retryable: boolean
  declare readonly reason: string | undefined
  declare readonly retryAfterMs: number | undefined
  /** True for a clear refusal, which surely made no task; false where the API broke down over the request. */
  declare readonly notCreated: boolean

  constructor(message: string, details: ApiErrorDetails) {
    const { kind, apiCode, httpStatus } = details
    super(`The API refused the request (${kind}, code ${apiCode || '-'}, HTTP ${httpStatus}): ${message}`, {
      ...details,
      notCreated: kind !== 'server',
    })
  }
}
