import { imageLimits } from '../wire/generated/image-limits.ts'
import type { Issue } from '../wire/issue.ts'
import type { ByteSource } from './byte-source.ts'
import { readImageHeader } from './image-header.ts'

/** What is wrong with an image, by its size and its header; a file that broke one rule is not asked for the next. */
export async function checkImage(source: ByteSource, path: string): Promise<Issue | undefined> {
  const { formats, maxBytes, minSide, minRatio, maxRatio } = imageLimits
  if (source.size === 0) return { path, code: 'imageEmpty' }
  if (source.size > maxBytes) return { path, code: 'imageBytes', expected: maxBytes, received: source.size }
  const { format, width, height, truncated } = await readImageHeader(source)
  if (!(formats as readonly string[]).includes(format)) {
    return { path, code: 'imageFormat', expected: formats, received: format }
  }
  if (!width || !height || truncated) return { path, code: 'imageUnreadable', expected: formats, received: 'cut off' }
  const side = Math.min(width, height)
  if (side < minSide) return { path, code: 'imageSide', expected: minSide, received: side }
  const ratio = width / height
  if (ratio >= minRatio && ratio <= maxRatio) return undefined
  return { path, code: 'imageRatio', expected: [minRatio, maxRatio], received: Number(ratio.toFixed(3)) }
}
