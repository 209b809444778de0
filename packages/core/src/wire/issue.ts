export type IssueCode =
  | 'required'
  | 'type'
  | 'enum'
  | 'minLength'
  | 'maxLength'
  | 'minimum'
  | 'maximum'
  | 'minItems'
  | 'maxItems'
  | 'pattern'
  | 'format'
  | 'anyOf'
  | 'combinedMaxItems'
  | 'reference'
  | 'imageFormat'
  | 'imageBytes'
  | 'imageSide'
  | 'imageRatio'
  | 'imageUnreadable'
  | 'imageEmpty'

/** One thing that is wrong with a value. It carries measures and short words, never a prompt's text or an image. */
export interface Issue {
  /** JSON pointer to the place, `''` for the whole value. */
  readonly path: string
  readonly code: IssueCode
  readonly expected?: string | number | readonly (string | number)[] | undefined
  /** What was measured: a length, a count, a number, the name of a type, a short word. */
  readonly received?: string | number | undefined
}
