import type { CorpusFile } from './corpus-file.ts'
import { fileOf, insert, jpeg, offsetOf, picture, png, type Bytes } from './pictures.ts'

/** Cut after each byte of the header, in the middle, and shortly before the end. */
export async function cutFiles(): Promise<CorpusFile[]> {
  const progressive = await fileOf(picture().jpeg({ progressive: true }))
  const preview = await jpeg(160, 120)
  const withPreview = insert(await jpeg(), 2, [0xff, 0xe1, ...lengthOf(preview)], preview)
  return [
    ...cutsOf('PNG', await png(), 60, 8),
    ...cutsOf('JPEG', await jpeg(), offsetOf(await jpeg(), [0xff, 0xda]) + 20, 3),
    ...cutsOf('progressive JPEG', progressive, 0, 3),
    ...cutsOf('JPEG with a whole preview', withPreview, 0, 3),
  ]
}

function cutsOf(kind: string, bytes: Bytes, headerBytes: number, signatureBytes: number): CorpusFile[] {
  const ends = [...Array(headerBytes).keys(), ...[0.3, 0.7].map((part) => Math.floor(bytes.length * part))]
  const lastEnds = [14, 12, 10, 2, 1].map((missing) => bytes.length - missing)
  return [...ends, ...lastEnds].map((end) => ({
    name: `${kind} cut after byte ${end} of ${bytes.length}`,
    bytes: bytes.slice(0, end),
    verdict: end === 0 ? 'imageEmpty' : end < signatureBytes ? 'imageFormat' : 'imageUnreadable',
  }))
}

function lengthOf(content: Bytes): [number, number] {
  const length = content.length + 2
  return [length >> 8, length & 0xff]
}
