/** One field of a request, as a form needs to know it. Keys keep the API's spelling. */
export interface Field {
  readonly key: string
  /** `integer` with `options` also takes those words; `images` and `ids` are lists of objects with one such field. */
  readonly kind: 'text' | 'choice' | 'integer' | 'number' | 'boolean' | 'image' | 'images' | 'ids' | 'object' | 'list'
  readonly label: string
  readonly help?: string
  readonly required?: true
  readonly default?: string | number | boolean
  readonly min?: number
  readonly max?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly options?: readonly string[]
  /** Words beyond `options` are allowed. */
  readonly open?: true
  readonly multiline?: true
  readonly hidden?: true
  /** No effect while that field holds that word. */
  readonly ignoredWhen?: { readonly field: string; readonly word: string }
  /** At most `max` items together with those fields. */
  readonly combinedMax?: { readonly with: readonly string[]; readonly max: number }
  /** The fields of an object, or of each item of a list. */
  readonly fields?: readonly Field[]
}
