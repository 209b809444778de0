import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkImage } from '../../src/request/check-image.ts'
import { readImageHeader } from '../../src/request/image-header.ts'
import { readOrientation } from '../../src/request/read-orientation.ts'
import { checkReference } from '../../src/request/check-reference.ts'
import { join, jpegBytes, pngBytes, pngChunk } from '../image-bytes.ts'
import { exifData, exifSegment } from './exif-data.ts'
import { insert, type Bytes } from './pictures.ts'
import { countReads } from './read-counter.ts'

const seeds: readonly Bytes[] = [
  pngBytes(400, 300),
  insert(pngBytes(400, 300), 33, pngChunk('eXIf', exifData(6))),
  jpegBytes(400, 300),
  insert(jpegBytes(400, 300, { exifBytes: 3000, frame: 0xc2 }), 2, exifSegment(6, 'II')),
  join(jpegBytes(400, 300), pngBytes(400, 300)),
]
const seed = fc.constantFrom(...seeds)
const place = fc.double({ min: 0, max: 1, noNaN: true })
const at = (bytes: Bytes, part: number): number => Math.floor(part * bytes.length)

/** One change: a flipped bit, a cut, a piece of another file in the middle, bytes from nowhere, a length gone wild. */
const change: fc.Arbitrary<(bytes: Bytes) => Bytes> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(([part, bit]) => (bytes: Bytes) => {
    const copy = bytes.slice()
    if (copy.length > 0) copy[Math.min(at(bytes, part), copy.length - 1)]! ^= 1 << bit
    return copy
  }),
  place.map((part) => (bytes: Bytes) => bytes.slice(0, at(bytes, part))),
  fc.tuple(place, seed, place, place).map(([part, other, from, to]) => (bytes: Bytes) => {
    const piece = other.subarray(at(other, Math.min(from, to)), at(other, Math.max(from, to)))
    return insert(bytes, at(bytes, part), piece)
  }),
  fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(
    ([part, piece]) =>
      (bytes: Bytes) =>
        insert(bytes, at(bytes, part), piece),
  ),
  fc.tuple(place, fc.constantFrom(0, 1, 0x7f, 0xff)).map(([part, value]) => (bytes: Bytes) => {
    return bytes.map((byte, index) => (index >= at(bytes, part) && index < at(bytes, part) + 4 ? value : byte))
  }),
)
const damaged = fc
  .tuple(seed, fc.array(change, { minLength: 1, maxLength: 6 }))
  .map(([bytes, changes]) => changes.reduce((now, next) => next(now), bytes))

it('no damaged file makes it throw, read outside of the file, or read anything much more than once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        damaged,
        fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes)),
      ),
      async (bytes) => {
        const source = countReads(bytes)
        const header = await readImageHeader(source)
        expect(source.bytesRead).toBeLessThanOrEqual(2 * bytes.length + 100)
        expect(source.reads).toBeLessThan(20)
        const orientation = await readOrientation(source, header)
        expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(orientation)
      },
    ),
    { numRuns: 4000, seed: 1 },
  )
})

it('what is shown and what is sent are told the same, however a file is damaged', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      const refusal = await checkImage(countReads(bytes), '')
      const { issues, ...shown } = await checkReference(bytes)
      expect(issues[0]?.code).toBe(refusal?.code)
      const passesTooSmall = !refusal && Math.min(shown.width!, shown.height!) < 300
      expect(passesTooSmall).toBe(false)
    }),
    { numRuns: 1000, seed: 2 },
  )
})
