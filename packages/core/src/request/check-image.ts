import { imageLimits } from '../wire/generated/image-limits.ts'
import type { ImageLimits } from '../wire/image-limits.ts'
import type { Issue } from '../wire/issue.ts'
import type { ByteSource } from './byte-source.ts'
import { readImageHeader, type ImageHeader } from './image-header.ts'

/** The first thing that is wrong with an image, by its size and its header; nothing is read where the size tells. */
export async function checkImage(
  source: ByteSource,
  path: string,
  limits: ImageLimits = imageLimits,
): Promise<Issue | undefined> {
  return checkBytes(source.size, path, limits) ?? checkHeader(await toHeader(source), path, limits)[0]
}

/** The header, also of a file that is gone or was changed since it was picked. */
export function toHeader(source: ByteSource): Promise<ImageHeader | undefined> {
  return readImageHeader(source).catch(() => undefined)
}

export function checkBytes(bytes: number, path: string, { maxBytes }: ImageLimits = imageLimits): Issue | undefined {
  if (bytes === 0) return { path, code: 'imageEmpty' }
  return bytes > maxBytes ? { path, code: 'imageBytes', expected: maxBytes, received: bytes } : undefined
}

/** Everything that is wrong by the header; of a picture that cannot be read, nothing more. */
export function checkHeader(
  header: ImageHeader | undefined,
  path: string,
  { formats, minSide, minRatio, maxRatio }: ImageLimits = imageLimits,
): Issue[] {
  if (header && !formats.includes(header.format)) {
    return [{ path, code: 'imageFormat', expected: formats, received: header.format }]
  }
  if (!header?.width || !header.height || header.flaw) {
    return [{ path, code: 'imageUnreadable', received: header ? (header.flaw ?? 'damaged') : 'gone or changed' }]
  }
  const issues: Issue[] = []
  const side = Math.min(header.width, header.height)
  if (side < minSide) issues.push({ path, code: 'imageSide', expected: minSide, received: side })
  const ratio = header.width / header.height
  if (ratio < minRatio || ratio > maxRatio) {
    issues.push({ path, code: 'imageRatio', expected: [minRatio, maxRatio], received: Number(ratio.toFixed(3)) })
  }
  return issues
}
