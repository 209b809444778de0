import { OmniImageError } from './omni-image-error.ts'

/** No answer of the API came: the connection failed, took too long, or something between answered in its place. */
export class ConnectionError extends OmniImageError {
  override readonly name = 'ConnectionError'
  readonly code = 'connection'
  readonly retryable = true
  /** True where the request surely never reached the API: the connection was refused, or the name not found. */
  declare readonly notCreated: boolean

  constructor(message: string, cause?: unknown, notCreated = false) {
    super(message, { notCreated }, { cause })
  }
}
