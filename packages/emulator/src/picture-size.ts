import { omniImageFields, pixels } from '@omni-image/core/wire'
import type { OmniImageRequest } from '@omni-image/core/wire'
import type { Reference } from './reference.ts'

export interface PictureSize {
  readonly widthPixels: number
  readonly heightPixels: number
}

const defaultResolution = omniImageFields.find((field) => field.key === 'resolution')?.default ?? '1k'

/** The size of the pictures: the resolution gives the longest side, the ratio the other. */
export function pictureSizeOf(request: OmniImageRequest, references: readonly Reference[]): PictureSize {
  const longest = pixels[request.resolution ?? defaultResolution]
  const ratio = ratioOf(request.aspect_ratio) ?? references.find((reference) => reference.ratio)?.ratio ?? 1
  return ratio >= 1
    ? { widthPixels: longest, heightPixels: Math.round(longest / ratio) }
    : { widthPixels: Math.round(longest * ratio), heightPixels: longest }
}

/** `16:9` as a number; nothing for words such as `auto`. */
function ratioOf(word: string | undefined): number | undefined {
  const [, width, height] = /^(\d+):(\d+)$/.exec(word ?? '') ?? []
  return width && height ? Number(width) / Number(height) : undefined
}
