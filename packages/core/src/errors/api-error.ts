import type { ApiErrorKind } from '../wire/error-code.ts'
import { OmniImageError } from './omni-image-error.ts'

export interface ApiErrorDetails {
  readonly message: string
  readonly kind: ApiErrorKind
  readonly apiCode: number | string | undefined
  readonly httpStatus: number
  readonly request_id?: string | undefined
  readonly retryable?: boolean | undefined
  readonly notCreated?: boolean | undefined
  readonly reason?: string | undefined
  readonly retryAfterMs?: number | undefined
}

/** The API, or a gateway before it, said no. */
export class ApiError extends OmniImageError {
  override readonly name = 'ApiError'
  readonly code = 'api'
  /** How to take it; worked out from the body's `code` first and the HTTP status last. */
  readonly kind: ApiErrorKind
  /** The body's `code` as it came, a number for the vendor's own errors. */
  readonly apiCode: number | string | undefined
  readonly httpStatus: number
  /** Names the answer when you ask the vendor for support. */
  readonly request_id: string | undefined
  /** Whether the same request may succeed later. */
  readonly retryable: boolean
  /** True where a create was refused in a way that surely made no task. */
  readonly notCreated: boolean
  /** A finer word where one code means several things, for instance `duplicate-id`. */
  readonly reason: string | undefined
  /** How long the API asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(details: ApiErrorDetails) {
    const { apiCode, httpStatus } = details
    const label = apiCode === undefined || apiCode === '' ? `HTTP ${httpStatus}` : `code ${apiCode}, HTTP ${httpStatus}`
    super(`The API refused the request (${details.kind}, ${label}): ${details.message}`)
    this.kind = details.kind
    this.apiCode = apiCode
    this.httpStatus = httpStatus
    this.request_id = details.request_id
    this.retryable = details.retryable ?? false
    this.notCreated = details.notCreated ?? false
    this.reason = details.reason
    this.retryAfterMs = details.retryAfterMs
  }
}
