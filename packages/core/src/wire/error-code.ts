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

/** What the `code` of an error body means. */
export interface ErrorCode {
  readonly kind: ApiErrorKind
  /** The same request may succeed later. */
  readonly retryable?: true
  /** A create that was refused so has surely made no task. */
  readonly notCreated?: true
  readonly reason?: string
  /** With this text in the message, in any case, the same code means something else. */
  readonly when?: readonly (ErrorCode & { readonly message: string })[]
}
