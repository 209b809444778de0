import type { OmniImageInputFields } from '../wire/generated/inputs.ts'
import type { OmniImageRequestVariants } from '../wire/generated/request-shape.ts'
import type { OmniImageRequest } from '../wire/generated/types.ts'
import type { AnyCaseOf, Int64, ReferenceImage } from '../wire/input-value.ts'

export type { ReferenceImage } from '../wire/input-value.ts'

/** A 64-bit integer: a string of digits, a bigint, or a number that is still exact. */
export type ElementId = Int64

/** An item of `image_list`, and what a prompt mentions. */
export interface ImageItem {
  readonly image: ReferenceImage
}

/** An item of `element_list`, and what a prompt mentions. */
export interface ElementItem {
  readonly element_id: ElementId
}

/** A prompt with the references that its numbers stand for; `omniPrompt` writes it. A list without items is not there. */
export interface OmniPrompt {
  readonly prompt: string
  readonly image_list?: readonly ImageItem[]
  readonly element_list?: readonly ElementItem[]
}

interface Content {
  /**
   * What the picture shows, at most 2500 characters (code points). `<<<image_1>>>` stands for the first item of
   * `image_list`, `<<<element_1>>>` for the first item of `element_list`. The references of an `omniPrompt` come first;
   * items of the lists here follow, unless they are among them.
   */
  readonly prompt: string | OmniPrompt
  /** Default: `kling-v3-omni`. Other models are sent as they are; the API decides. */
  readonly model_name?: OmniImageRequest['model_name'] | (string & {}) | undefined
  /** At most 10 together with `element_list`. */
  readonly image_list?: readonly ImageItem[] | undefined
  readonly element_list?: readonly ElementItem[] | undefined
}

/**
 * What to generate: the API's request, with its own field names. Fields that are left out, empty or undefined are not
 * sent. A field that the API would ignore (`n` for a series, `series_amount` for single pictures) is a type error.
 *
 * @example
 * const input: OmniImageInput = { prompt: 'a lighthouse', resolution: '2k', aspect_ratio: '16:9', n: 2 }
 */
export type OmniImageInput = Content &
  Omit<OmniImageInputFields, keyof Content> &
  Readonly<AnyCaseOf<OmniImageRequestVariants>>
