import { expect, it, vi } from 'vitest'
import { checkReference } from '../../src/request/check-reference.ts'
import { base64, join, jpegBytes, jpegSegment, pngBytes, pngChunk } from '../image-bytes.ts'
import { exifSegment } from './exif-data.ts'
import { insert, type Bytes } from './pictures.ts'

const tenMegabytes = 10_000_000

/** Remembers which pieces were read, and fails when somebody wants the whole. */
class WatchedBlob extends Blob {
  readonly pieces: number[] = []
  override slice(start = 0, end = this.size, type?: string): Blob {
    const piece = super.slice(start, end, type)
    this.pieces.push(piece.size)
    return piece
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new Error('Nobody needs the whole file'))
  }
  get bytesRead(): number {
    return this.pieces.reduce((sum, bytes) => sum + bytes, 0)
  }
}

/** The picture's data is left out of the story: nobody looks at it. */
const data = new Uint8Array(tenMegabytes)
const photo = photoWith(20_000)

function photoWith(previewBytes: number): Bytes {
  const whole = jpegBytes(4000, 3000, { exifBytes: previewBytes })
  return insert(insert(whole, whole.length - 2, data), 2, exifSegment(6))
}

function screenshot(): Bytes {
  const whole = pngBytes(4000, 3000)
  return insert(whole, whole.length - 12, pngChunk('IDAT', data))
}

it.each([
  ['a photo of 10 MB', photo, { width: 3000, height: 4000 }],
  ['a photo with a preview of 60 kB', photoWith(60_000), { width: 3000, height: 4000 }],
  ['a PNG of 10 MB', screenshot(), { width: 4000, height: 3000 }],
])('%s takes some kilobytes in a handful of pieces', async (_name, bytes, sides) => {
  const file = new WatchedBlob([bytes])
  expect(await checkReference(file)).toMatchObject({ ...sides, bytes: bytes.length, issues: [] })
  expect(file.bytesRead).toBeLessThan(12_000)
  expect(file.pieces.length).toBeLessThanOrEqual(5)
})

it('260 kB of application data are stepped over', async () => {
  const application = jpegSegment(0xe7, new Uint8Array(65_000))
  const file = new WatchedBlob([insert(photo, 2, application, application, application, application)])
  expect(await checkReference(file)).toMatchObject({ width: 3000, height: 4000, issues: [] })
  expect(file.bytesRead).toBeLessThan(30_000)
})

it('a film behind a photo is not read through', async () => {
  const file = new WatchedBlob([photo, new Uint8Array(300_000)])
  expect(await checkReference(file)).toMatchObject({ width: 3000, height: 4000, issues: [] })
  expect(file.bytesRead).toBeLessThan(1_500_000)
})

it('a photo that is cut off is read once, in few pieces', async () => {
  const file = new WatchedBlob([photo.subarray(0, -2)])
  expect(await checkReference(file)).toMatchObject({ issues: [{ code: 'imageUnreadable', received: 'cut off' }] })
  expect(file.bytesRead).toBeLessThan(tenMegabytes + 100_000)
  expect(file.pieces.length).toBeLessThan(20)
})

it('of a file that is far too large only the ends are read', async () => {
  const file = new WatchedBlob([photo.subarray(0, -2), data, data, data, data, data])
  expect(await checkReference(file)).toMatchObject({ width: 3000, issues: [{ code: 'imageBytes' }] })
  expect(file.bytesRead).toBeLessThan(25_000_000)
})

it.each([
  ['zeros', data],
  ['fill bytes', new Uint8Array(tenMegabytes).fill(0xff)],
  ['text', new Uint8Array(tenMegabytes).fill(0x2a)],
])('10 MB of %s that begin like a photo are given up soon', async (_name, rest) => {
  const file = new WatchedBlob([Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), rest])
  expect(await checkReference(file)).toMatchObject({ format: 'jpeg', issues: [{ code: 'imageUnreadable' }] })
  expect(file.bytesRead).toBeLessThan(100_000)
  expect(file.pieces.length).toBeLessThan(10)
})

it.each([
  ['10 MB of empty segments', 5_000, join(...Array.from({ length: 500 }, () => jpegSegment(0xe0, [])))],
  ['50 MB of large segments', 760, join(jpegSegment(0xe7, new Uint8Array(65_000)))],
])('%s are given up before 1.1 MB is read', async (_name, count, segments) => {
  const file = new WatchedBlob([Uint8Array.of(0xff, 0xd8), ...Array.from({ length: count }, () => segments)])
  expect(await checkReference(file)).toMatchObject({ width: undefined, format: 'jpeg' })
  expect(file.bytesRead).toBeLessThan(1_100_000)
  expect(file.pieces.length).toBeLessThan(300)
})

it('a photo whose 9 MB of application data come first shows its sides', async () => {
  const application = Array.from({ length: 138 }, () => jpegSegment(0xe7, new Uint8Array(65_000)))
  const file = new WatchedBlob([insert(jpegBytes(4000, 3000), 2, ...application)])
  expect(await checkReference(file)).toMatchObject({ width: 4000, height: 3000, issues: [] })
  expect(file.bytesRead).toBeLessThan(1_000_000)
})

it('Base64 of 10 MB is decoded by some kilobytes', async () => {
  const text = base64(photo)
  const decode = vi.spyOn(globalThis, 'atob')
  expect(await checkReference(text)).toMatchObject({ width: 3000, height: 4000, bytes: photo.length, issues: [] })
  const characters = decode.mock.calls.reduce((sum, [piece]) => sum + piece.length, 0)
  decode.mockRestore()
  expect(characters).toBeLessThan(100_000)
})

it('a million signs of padding in the middle are refused in a moment', { timeout: 2000 }, async () => {
  const { issues } = await checkReference(`${'='.repeat(1_000_000)}A`)
  expect(issues).toMatchObject([{ code: 'format' }])
})
