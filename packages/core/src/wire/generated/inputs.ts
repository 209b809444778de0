// Generated from openapi/omni-image.yaml by `npm run generate`. Do not edit: change the spec and run it again.

import type { AnyCase, AnyCaseOf, Int64, ReferenceImage } from '../input-value.ts'
import type { OmniImageRequestVariants } from './request-shape.ts'
import type { OmniImageRequest } from './types.ts'

export interface OmniImageInputFields {
  /** The model. Some gateways and accounts know more than the documented one. */
  readonly model_name?: AnyCase<OmniImageRequest['model_name']> | undefined
  /**
   * What the picture shows, and what it does not show. `<<<image_1>>>` stands for the first item of
   * `image_list`, `<<<element_1>>>` for the first item of `element_list`. Placeholders count as characters.
   */
  readonly prompt: OmniImageRequest['prompt']
  /** Pictures to go by. At most 10 together with the elements. */
  readonly image_list?:
    | readonly {
        /** The address of a picture that the API can reach, or the picture itself in Base64 without a `data:` prefix. */
        readonly image: ReferenceImage
      }[]
    | undefined
  /** Entries of the account's element library. At most 10 together with the images. */
  readonly element_list?:
    | readonly {
        /** A 64-bit integer, too large for a JavaScript number. */
        readonly element_id: Int64
      }[]
    | undefined
  /** Detail of the result. Some gateways write `4K`; the API itself takes lower case. */
  readonly resolution?: AnyCase<OmniImageRequest['resolution']> | undefined
  /** Width to height. `auto` goes by the references. */
  readonly aspect_ratio?: AnyCase<OmniImageRequest['aspect_ratio']> | undefined
  /** Single pictures, or a series of pictures that belong together. */
  readonly result_type?: AnyCase<OmniImageRequest['result_type']> | undefined
  /** How many single pictures. No effect for a series. */
  readonly n?: OmniImageRequest['n'] | undefined
  /** How many pictures a series has, or `auto`. No effect for single pictures. */
  readonly series_amount?: AnyCase<OmniImageRequest['series_amount']> | undefined
  /** Asks for a second copy of each picture that carries a watermark. */
  readonly watermark_info?: OmniImageRequest['watermark_info'] | undefined
  /** Where the API posts changes of the task's status. It must be reachable from the API. */
  readonly callback_url?: OmniImageRequest['callback_url'] | undefined
  /** Your own id for the task, unique for your account. The task can be found by it. */
  readonly external_task_id?: OmniImageRequest['external_task_id'] | undefined
}

/** What `createOmniImage` takes. Fields that are left out, empty or undefined are not sent. */
export type OmniImageInput = Readonly<AnyCaseOf<OmniImageRequestVariants>> & OmniImageInputFields
