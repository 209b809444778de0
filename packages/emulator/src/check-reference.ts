import { createHash } from 'node:crypto'
import { describeIssue, imageLimits } from '@omni-image/core/wire'
import type { Issue } from '@omni-image/core/wire'
import sharp from 'sharp'
import type { Metadata } from 'sharp'
import { Refusal } from './answer.ts'
import { isPrivate } from './host-kind.ts'
import type { Reference } from './reference.ts'

const thumbnailSide = 160

/**
 * Takes one entry of `image_list` as the API would: an address is believed, Base64 is decoded to its last pixel.
 * Throws a `Refusal` that names the field.
 */
export async function checkReference(image: string, path: string, allowPrivateUrls: boolean): Promise<Reference> {
  if (/^https?:\/\//i.test(image)) return checkAddress(image, path, allowPrivateUrls)
  return checkFile(decodeBase64(image, path), path)
}

function checkAddress(image: string, path: string, allowPrivateUrls: boolean): Reference {
  if (!URL.canParse(image)) throw new Refusal(1201, `${nameOf(path)} must be an absolute URL or Base64.`)
  const url = new URL(image)
  if (!allowPrivateUrls && isPrivate(url))
    throw new Refusal(1201, `${nameOf(path)} must be reachable from the internet; ${url.hostname} is not.`)
  return { description: `url ${url.origin}`, hostName: url.host.slice(0, 100) }
}

function decodeBase64(image: string, path: string): Buffer {
  const wellFormed = image.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(image)
  if (!wellFormed) throw new Refusal(1201, `${nameOf(path)}: File is not in a valid base64 format`)
  const bytes = (image.length / 4) * 3 - (image.endsWith('==') ? 2 : image.endsWith('=') ? 1 : 0)
  if (bytes > imageLimits.maxBytes)
    refuse({ path, code: 'imageBytes', expected: imageLimits.maxBytes, received: bytes })
  return Buffer.from(image, 'base64')
}

async function checkFile(file: Buffer, path: string): Promise<Reference> {
  // 'error' refuses what is cut short; 'warning' would refuse photographs with harmless quirks in their metadata.
  const picture = sharp(file, { failOn: 'error' })
  const metadata = await picture.metadata().catch(() => undefined)
  if (!metadata || !isListed(metadata.format))
    return refuse({ path, code: 'imageFormat', expected: imageLimits.formats, received: metadata?.format ?? 'unknown' })

  const { width, height, format } = metadata
  const side = Math.min(width, height)
  if (side < imageLimits.minSide) refuse({ path, code: 'imageSide', expected: imageLimits.minSide, received: side })
  const ratio = width / height
  const { minRatio, maxRatio } = imageLimits
  if (ratio < minRatio || ratio > maxRatio)
    refuse({ path, code: 'imageRatio', expected: [minRatio, maxRatio], received: Number(ratio.toFixed(4)) })

  const thumbnail = await shrink(file, metadata, path)
  const digest = createHash('sha256').update(file).digest('hex')
  const upright = metadata.autoOrient
  return {
    description: `${format} ${width}x${height} ${file.length} bytes sha256:${digest}`,
    ratio: upright.width / upright.height,
    thumbnail,
  }
}

async function shrink(file: Buffer, metadata: Metadata, path: string): Promise<Buffer> {
  // The decoder is content without the last chunk of a PNG, but a file that lacks it was cut.
  const isCut = metadata.format === 'png' && file.lastIndexOf('IEND') === -1
  try {
    if (isCut) throw new Error('no IEND chunk')
    // Fitted inside, not cropped: every row has to be decoded.
    return await sharp(file, { failOn: 'error' })
      .autoOrient()
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer()
  } catch {
    return refuse({ path, code: 'imageUnreadable', expected: imageLimits.formats })
  }
}

/** `/image_list/0/image` as `image_list[0].image`, the way the other messages name a place. */
function nameOf(path: string): string {
  return path
    .slice(1)
    .replace(/\/(\d+)/g, '[$1]')
    .replaceAll('/', '.')
}

function isListed(format: string): boolean {
  return (imageLimits.formats as readonly string[]).includes(format)
}

function refuse(issue: Issue): never {
  throw new Refusal(1201, describeIssue(issue))
}
