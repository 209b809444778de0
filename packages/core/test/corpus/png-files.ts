import { crc32, deflateSync } from 'node:zlib'
import { join, pngBytes, pngChunk } from '../image-bytes.ts'
import type { CorpusFile } from './corpus-file.ts'
import { exifData } from './exif-data.ts'
import { changed, fileOf, insert, latin1, offsetOf, picture, png, type Bytes } from './pictures.ts'

const afterHeader = 33

/** Every kind of PNG, healthy and not. */
export async function pngFiles(): Promise<CorpusFile[]> {
  const whole = await png()
  const data = offsetOf(whole, [...latin1('IDAT')]) - 4
  const fine: readonly (readonly [name: string, bytes: Bytes])[] = [
    ['16 bits a channel', await fileOf(picture().toColourspace('rgb16').png())],
    ['16 bits of grey', await fileOf(picture(400, 300, 1).toColourspace('grey16').png())],
    ['grey and alpha', await fileOf(picture(400, 300, 2).png())],
    ['colour and alpha', await fileOf(picture(400, 300, 4).png())],
    ['a palette', await fileOf(picture().png({ palette: true, effort: 1, colours: 32 }))],
    ['a palette with transparency', await fileOf(picture(400, 300, 4).png({ palette: true, effort: 1 }))],
    ['1 bit a pixel', pngBytes(400, 300)],
    ['1 bit a pixel, as small as deflate makes it', pngBytes(1500, 1500)],
    ['interlacing', await fileOf(picture().png({ progressive: true }))],
    ['animation', animated(whole)],
    [
      'a text of 300 kB before the data',
      insert(whole, afterHeader, pngChunk('tEXt', new Uint8Array(300_000).fill(65))),
    ],
    ['chunks nobody knows', insert(whole, afterHeader, pngChunk('prVt'), pngChunk('zzZz', Uint8Array.of(1, 2)))],
    [
      'text and time behind the data',
      insert(whole, whole.length - 12, pngChunk('tEXt', latin1('a\0b')), pngChunk('zTst')),
    ],
    ['an empty data chunk first', insert(whole, data, pngChunk('IDAT'))],
    ['200 kB behind its end', join(whole, new Uint8Array(200_000).fill(7))],
    ['two bytes behind its end', join(whole, [0, 0])],
    ['EXIF data that turns it', insert(whole, afterHeader, pngChunk('eXIf', exifData(6)))],
    ['EXIF data behind the data, which turns nothing', insert(whole, whole.length - 12, pngChunk('eXIf', exifData(6)))],
  ]
  const apple = pngChunk('CgBI', Uint8Array.of(0x50, 0, 0x20, 6))
  const broken: readonly (readonly [name: string, bytes: Bytes])[] = [
    ['a width of 0', resized(whole, 0, 300)],
    ['a height of 0', resized(whole, 400, 0)],
    ['sides beyond 31 bits', resized(whole, 0x80000000, 0x80000000)],
    ['the largest sides there are', resized(whole, 0x7fffffff, 0x7fffffff)],
    ['more pixels than its bytes can hold', resized(whole, 100_000, 100_000)],
    ['a header alone', join(whole.subarray(0, afterHeader), pngChunk('IEND'))],
    ["Apple's own chunk first", insert(whole, 8, apple)],
    ['another chunk before the header', insert(whole, 8, pngChunk('tEXt', latin1('a\0b')))],
    ['a header of 14 bytes', changed(whole, 8, 0, 0, 0, 14)],
    ['no end', whole.slice(0, -12)],
    ['line ends that a mail program changed', changed(whole, 12, 0x0a)],
  ]
  return [
    ...fine.map(([name, bytes]) => ({ name: `PNG with ${name}`, bytes, verdict: 'fine' as const })),
    ...broken.map(([name, bytes]) => ({ name: `PNG with ${name}`, bytes, verdict: 'imageUnreadable' as const })),
  ]
}

/** Other sides in the header, with a check sum that fits. */
function resized(bytes: Bytes, width: number, height: number): Bytes {
  const copy = bytes.slice()
  const view = new DataView(copy.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  view.setUint32(29, crc32(copy.subarray(12, 29)))
  return copy
}

/** A second frame, as APNG has it. */
function animated(bytes: Bytes): Bytes {
  const control = Uint8Array.from([0, 0, 0, 2, 0, 0, 0, 0])
  const frame = (sequence: number): Uint8Array =>
    pngChunk(
      'fcTL',
      Uint8Array.from([0, 0, 0, sequence, 0, 0, 1, 144, 0, 0, 1, 44, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 10, 0, 0]),
    )
  const pixels = deflateSync(Buffer.alloc((400 * 3 + 1) * 300))
  const second = pngChunk('fdAT', join([0, 0, 0, 2], pixels))
  const shown = insert(bytes, bytes.length - 12, frame(1), second)
  return insert(shown, afterHeader, pngChunk('acTL', control), frame(0))
}
