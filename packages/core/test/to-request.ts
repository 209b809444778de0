import type { OmniImageInput } from '../src/request/input.ts'
import { toRequest as toAnyRequest } from '../src/request/to-request.ts'
import { omniImageEndpoint } from '../src/wire/generated/endpoints.ts'
import type { OmniImageRequest } from '../src/wire/generated/types.ts'
import type { LazyText } from '../src/wire/lazy-text.ts'

/** The API's request, in which an image may be text that is still to be read. */
export type CheckedRequest = Omit<OmniImageRequest, 'image_list'> & {
  readonly image_list?: readonly { readonly image: string | Blob | LazyText }[]
}

/** What an input of omni-image becomes. */
export function toRequest(input: OmniImageInput): CheckedRequest | Promise<CheckedRequest> {
  return toAnyRequest(omniImageEndpoint, input) as unknown as CheckedRequest | Promise<CheckedRequest>
}
