/** Marks our errors across copies of the package: `Symbol.for` is one for all of them. */
export const brand: unique symbol = Symbol.for('omni-image.error') as never

/** What went wrong, one word for each class of error. */
export type OmniImageErrorCode =
  | 'invalid-input'
  | 'connection'
  | 'api'
  | 'submit-uncertain'
  | 'contract'
  | 'task-failed'
  | 'task-timeout'
  | 'unexpected'

/** Without what is too long for a word: an API that refuses an image may repeat it. */
export function withoutImages(text: string): string {
  return text.replace(/[\w+/=-]{80,}/g, '…')
}

/** The base of every error that omni-image throws. Messages never hold a token or image data. */
export abstract class OmniImageError extends Error {
  abstract readonly code: OmniImageErrorCode
  declare readonly [brand]: true
  /** The task that the error is about, where the API has accepted one. */
  declare readonly task_id?: string | undefined
  /** The id that the paid request carried or was to carry. */
  declare readonly external_task_id?: string | undefined

  constructor(message: string, fields: object, options?: ErrorOptions) {
    super(message, options)
    Object.assign(this, fields, { [brand]: true })
  }
}
