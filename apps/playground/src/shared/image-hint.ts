import { imageLimits } from '@omni-image/core/wire'
import { formatBytes } from './image-facts.ts'

const { formats, maxBytes, minSide } = imageLimits

/** For the file picker: whatever may be a picture, since many that the API does not take can be fixed here. */
export const acceptedImages = 'image/*,.heic,.heif,.avif'

export const imageHint: string = `${formats.map((format) => format.toUpperCase()).join(' or ')}, up to ${formatBytes(maxBytes)}, sides from ${minSide} pixels`
