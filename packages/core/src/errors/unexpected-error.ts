import { OmniImageError } from './omni-image-error.ts'

/** Anything else: a bug of ours, or of a function that was passed in (`fetch`, `token`). `cause` has the original. */
export class UnexpectedError extends OmniImageError {
  override readonly name = 'UnexpectedError'
  readonly code = 'unexpected'
  /** True where the request surely never left. */
  declare readonly notCreated: boolean

  constructor(what: string, cause: unknown, notCreated = false) {
    super(`${what} failed unexpectedly, see its cause`, { notCreated }, { cause })
  }
}
