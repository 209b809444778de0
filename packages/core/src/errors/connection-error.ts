import { OmniImageError } from './omni-image-error.ts'

/** No answer of the API came: the connection failed, took too long, or something between answered in its place. */
export class ConnectionError extends OmniImageError {
  override readonly name = 'ConnectionError'
  readonly code = 'connection'
  readonly retryable = true
  /** True where the request surely never reached the API: the connection was refused or the name not found. */
  readonly notSent: boolean

  constructor(message: string, options: { readonly cause?: unknown; readonly notSent?: boolean } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.notSent = options.notSent ?? false
  }
}
