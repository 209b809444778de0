import type { ImageLimits } from './image-limits.ts'

/** What building a request must know of each field; fields with nothing to know are left out. */
export type RequestShape = { readonly [field: string]: FieldShape }

export interface FieldShape {
  /** Enum words, to fold the case of input to theirs. */
  readonly words?: readonly string[]
  /** What a required field gets when it is not given. */
  readonly fallback?: string | number | boolean
  /** The API ignores the field while another field holds a word; `assumed` is that field's default. */
  readonly ignoredWhen?: { readonly field: string; readonly word: string; readonly assumed?: string }
  readonly kind?: 'image' | 'int64'
  /** What its image must be; without it what all others must. */
  readonly limits?: ImageLimits | undefined
  /** A text that mentions items of lists beside it: the list of each placeholder word. */
  readonly references?: Readonly<Record<string, string>>
  /** The fields of an object, or of each item of a list. */
  readonly fields?: RequestShape
  readonly list?: true | undefined
}
