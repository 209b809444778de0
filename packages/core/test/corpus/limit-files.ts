import { imageLimits } from '../../src/wire/generated/image-limits.ts'
import { padded } from '../image-bytes.ts'
import type { CorpusFile } from './corpus-file.ts'
import { jpeg, png } from './pictures.ts'

const { maxBytes } = imageLimits

/** Every limit from both sides. */
export async function limitFiles(): Promise<CorpusFile[]> {
  const sides: readonly (readonly [width: number, height: number, verdict: CorpusFile['verdict']])[] = [
    [300, 300, 'fine'],
    [299, 400, 'imageSide'],
    [300, 400, 'fine'],
    [400, 299, 'imageSide'],
    [400, 300, 'fine'],
    [1, 1, 'imageSide'],
    [750, 300, 'fine'],
    [753, 300, 'imageRatio'],
    [300, 750, 'fine'],
    [300, 753, 'imageRatio'],
    [751, 300, 'imageRatio'],
    [300, 751, 'imageRatio'],
    [1000, 200, 'imageSide'],
  ]
  const files = await Promise.all(
    sides.flatMap(([width, height, verdict]) => [
      png(width, height).then((bytes) => ({ name: `PNG of ${width}x${height}`, bytes, verdict })),
      jpeg(width, height).then((bytes) => ({ name: `JPEG of ${width}x${height}`, bytes, verdict })),
    ]),
  )
  const [onePng, oneJpeg] = [await png(), await jpeg()]
  return [
    ...files,
    { name: 'PNG of 10 MiB', bytes: padded(onePng, maxBytes), verdict: 'fine' },
    { name: 'JPEG of 10 MiB', bytes: padded(oneJpeg, maxBytes), verdict: 'fine' },
    { name: 'PNG of 10 MiB and a byte', bytes: padded(onePng, maxBytes + 1), verdict: 'imageBytes' },
    { name: 'JPEG of 10 MiB and a byte', bytes: padded(oneJpeg, maxBytes + 1), verdict: 'imageBytes' },
    { name: 'nothing', bytes: new Uint8Array(), verdict: 'imageEmpty' },
    { name: 'one byte', bytes: Uint8Array.of(0x89), verdict: 'imageFormat' },
    { name: 'zeros', bytes: new Uint8Array(5000), verdict: 'imageFormat' },
  ]
}
