import { imageLimits } from '@omni-image/core/wire'
import { formatBytes } from './reference.ts'

const { formats, maxBytes, minSide } = imageLimits

/** For the file picker. */
export const acceptedImages: string = formats.map((format) => `image/${format}`).join(',')

export const imageHint: string = `${formats.map((format) => format.toUpperCase()).join(' or ')}, up to ${formatBytes(maxBytes)}, sides from ${minSide} pixels`
