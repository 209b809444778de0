import { crc32, deflateSync } from 'node:zlib'

/** A whole PNG of black pixels, one bit each. */
export function pngBytes(width: number, height: number): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND')]
  return join(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks)
}

export function pngChunk(name: string, content = new Uint8Array()): Uint8Array {
  const named = Buffer.concat([Buffer.from(name), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** The segments of a JPEG up to its frame header, with as much before that as a camera writes. */
export function jpegBytes(
  width: number,
  height: number,
  { exifBytes = 16, frame = 0xc0 } = {},
): Uint8Array<ArrayBuffer> {
  const exif = jpegSegment(0xe1, new Uint8Array(exifBytes))
  const frameHeader = jpegSegment(frame, [8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0])
  return join([0xff, 0xd8], exif, [0xff], frameHeader, jpegSegment(0xda, [1, 1, 0, 0, 63, 0]), [0xff, 0xd9])
}

export function jpegSegment(marker: number, content: ArrayLike<number>): Uint8Array {
  const length = content.length + 2
  return Uint8Array.from([0xff, marker, length >> 8, length & 0xff, ...Array.from(content)])
}

/** A file of the given size that begins like the bytes. */
export function padded(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(size)
  file.set(bytes)
  return file
}

export function join(...parts: ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)))
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}
