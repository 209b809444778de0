import type { OmniImageRequest } from '@omni-image/core/wire'
import type { Reference } from './reference.ts'

/** A request that is fit to be kept: what was in it, but of files only the measures. */
export function toLoggedInput(request: OmniImageRequest, references: readonly Reference[]): OmniImageRequest {
  if (!request.image_list) return request
  const image_list = request.image_list.map(({ image }, index) => {
    const reference = references[index]
    return { image: reference?.thumbnail ? reference.description : image }
  })
  return { ...request, image_list }
}
