/** How a caller should take a refusal. */
export type ApiErrorKind =
  | 'authentication'
  | 'permission'
  | 'balance'
  | 'rate-limit'
  | 'concurrency'
  | 'moderation'
  | 'invalid-request'
  | 'not-found'
  | 'server'

/** A code of an error body: a number of the vendor's, or a gateway's word. */
export type ErrorCode = number | string

/** With this text in the message, in any case, a code means something else than usual. */
export interface FinerError {
  readonly message: string
  readonly kind: ApiErrorKind
  readonly reason?: string
}
