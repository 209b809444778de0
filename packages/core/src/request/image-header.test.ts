import { describe, expect, it } from 'vitest'
import { base64, join, jpegBytes, jpegSegment, padded, pngBytes, pngChunk } from '../../test/image-bytes.ts'
import { base64Source, blobSource, bytesSource, type ByteSource } from './byte-source.ts'
import { readImageHeader } from './image-header.ts'

const text = (characters: string): Uint8Array => Buffer.from(characters.padEnd(40, '\0'), 'latin1')

describe.each<[string, (bytes: Uint8Array<ArrayBuffer>) => ByteSource]>([
  ['bytes', bytesSource],
  ['a Blob', (bytes) => blobSource(new Blob([bytes]))],
  ['Base64', (bytes) => base64Source(base64(bytes))],
])('from %s', (_name, toSource) => {
  it.each([
    ['a PNG', pngBytes(640, 480), { format: 'png', width: 640, height: 480 }],
    ['a baseline JPEG', jpegBytes(640, 480), { format: 'jpeg', width: 640, height: 480 }],
    ['a progressive JPEG', jpegBytes(640, 480, { frame: 0xc2 }), { format: 'jpeg', width: 640, height: 480 }],
    [
      'a JPEG with a large preview',
      jpegBytes(4000, 3000, { exifBytes: 60_000 }),
      { format: 'jpeg', width: 4000, height: 3000 },
    ],
  ])('reads the size of %s', async (_kind, bytes, expected) => {
    expect(await readImageHeader(toSource(bytes))).toEqual(expected)
  })
})

it.each([
  ['gif', text('GIF89a')],
  ['webp', text('RIFF\x10\0\0\0WEBPVP8 ')],
  ['avif', text('\0\0\0\x20ftypavif')],
  ['heic', text('\0\0\0\x20ftypheic')],
  ['unknown', text('just words')],
  ['unknown', new Uint8Array()],
])('knows a %s by its bytes', async (format, bytes) => {
  expect(await readImageHeader(bytesSource(bytes))).toEqual({ format })
})

it.each([12, 100, 1000])('sees that the last %i bytes of a PNG are missing', async (missingBytes) => {
  const whole = join(pngBytes(400, 300).subarray(0, -12), pngChunk('tEXt', new Uint8Array(2000)), pngChunk('IEND'))
  expect(await readImageHeader(bytesSource(whole.subarray(0, -missingBytes)))).toMatchObject({
    flaw: expect.any(String),
  })
})

it('sees that all of a PNG but its signature is missing', async () => {
  expect(await readImageHeader(bytesSource(pngBytes(400, 300).subarray(0, 20)))).toEqual({ format: 'png' })
})

it('takes a PNG with something appended as whole', async () => {
  const appended = padded(pngBytes(400, 300), 200_000)
  expect(await readImageHeader(bytesSource(appended))).toEqual({ format: 'png', width: 400, height: 300 })
})

it('finds the end of a PNG behind more data than it reads at once', async () => {
  const large = pngChunk('IDAT', new Uint8Array(70_000))
  const bytes = join(pngBytes(400, 300).subarray(0, -12), large, large, pngChunk('IEND'), [0, 0])
  expect(await readImageHeader(bytesSource(bytes))).toEqual({ format: 'png', width: 400, height: 300 })
})

it.each([
  ['is cut off before it', jpegBytes(640, 480).subarray(0, 24)],
  ['has its data first', join([0xff, 0xd8], jpegSegment(0xda, new Uint8Array(20)))],
  ['ends before it', join([0xff, 0xd8, 0xff, 0xd9], new Uint8Array(20))],
  ['has something else where a segment should begin', join([0xff, 0xd8, 0xff, 0xe1, 0, 2], new Uint8Array(20))],
])('gives no size for a JPEG that %s', async (_name, bytes) => {
  expect(await readImageHeader(bytesSource(bytes))).toEqual({ format: 'jpeg' })
})
