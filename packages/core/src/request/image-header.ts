import type { ByteSource } from './byte-source.ts'
import { checkEnd } from './check-end.ts'

/** What the first bytes of a file say about it; sides are missing where the header is cut off or makes no sense. */
export interface ImageHeader {
  /** By the bytes, whatever the file is called: `jpeg`, `png`, `gif`, `webp`, … or `unknown`. */
  readonly format: string
  /** As stored: a JPEG that its EXIF data turns on its side has them the other way round on a screen. */
  readonly width?: number
  readonly height?: number
  /** Why no decoder can show the picture although it has sides. */
  readonly flaw?: string | undefined
  /** Where the EXIF data of a JPEG begins. */
  readonly exifAt?: number | undefined
}

const signatures: readonly (readonly [format: string, pattern: RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8/],
  ['webp', /^RIFF....WEBP/s],
  ['avif', /^....ftypavi[fs]/s],
  ['heic', /^....ftyp(hei|hev|mif1|msf1)/s],
]

const windowBytes = 0x1000

/** Bytes in a row of pieces, each twice the one before, up to this. */
const longestWindowBytes = 0x8000

/** Between the segments of a JPEG hardly anything stands that does not belong there. */
const mostStrayBytes = 0x10000

/** Even 10 MB of segments take less until the frame is found. */
const mostReadBytes = 1_000_000

/**
 * Reads format and size from the header; nothing is decoded, and of a large file only a few kilobytes are read.
 * Ours, at 0.9 kB: image-dimensions (1.8 kB) and image-size (4.8 kB) want everything up to the frame header in one piece,
 * do not see that a file is cut off, and each fails on healthy files of our corpus.
 */
export async function readImageHeader(source: ByteSource): Promise<ImageHeader> {
  const head = await source.read(0, windowBytes)
  const text = String.fromCharCode(...head.subarray(0, 32))
  const format = signatures.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown'
  if (format === 'png') return readPng(source, viewOf(head))
  if (format === 'jpeg') return readJpeg(source, viewOf(head))
  return { format }
}

async function readPng(source: ByteSource, head: DataView): Promise<ImageHeader> {
  const format = 'png'
  // IHDR comes first and has 13 bytes.
  if (head.byteLength < 33 || head.getUint32(8) !== 13 || head.getUint32(12) !== 0x49484452) return { format }
  const width = head.getUint32(16)
  const height = head.getUint32(20)
  // No byte behind the least that a PNG consists of can unfold to more than 1032 bytes of eight pixels each.
  if (width * height > (source.size - 57) * 8256) return { format }
  const flaw = await checkEnd(source, 33, [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
  return { format, width, height, flaw }
}

/**
 * Goes from marker to marker, nearly as lenient as decoders are, until the frame header, which holds the size. What is no
 * JPEG but for its first bytes is given up before it has cost much.
 */
async function readJpeg(source: ByteSource, head: DataView): Promise<ImageHeader> {
  const format = 'jpeg'
  let view = head
  let from = 0
  let readBytes = head.byteLength
  let strayBytes = 0
  let exifAt: number | undefined
  for (let at = 2; at + 9 <= source.size && strayBytes < mostStrayBytes && readBytes < mostReadBytes;) {
    const end = from + view.byteLength
    if (at + 9 > end) {
      const bytes = at > end ? windowBytes : Math.min(2 * view.byteLength, longestWindowBytes)
      from = at
      view = viewOf(await source.read(at, at + bytes))
      readBytes += view.byteLength
    }
    const marker = view.getUint16(at - from)
    if (marker <= 0xff00 || marker === 0xffff) {
      at += 1 // fill bytes, and what does not belong there
      strayBytes += 1
    } else if (marker >= 0xffd8 && marker <= 0xffda) {
      break // another start, the end, or the picture's data before any size
    } else if (marker === 0xff01 || (marker >= 0xffd0 && marker < 0xffd8)) {
      at += 2 // markers that stand alone
    } else if (marker === 0xffc0 || (marker > 0xffc0 && marker < 0xffd0 && marker % 4)) {
      const height = view.getUint16(at - from + 5)
      const width = view.getUint16(at - from + 7)
      // Hierarchical JPEG stands in the norm and in no decoder.
      const flaw = marker % 8 > 4 ? 'hierarchical' : await checkEnd(source, at, [0xff, 0xd9])
      return { format, width, height, exifAt, flaw }
    } else {
      if (view.getUint32(at - from + 4) === 0x45786966) exifAt ??= at + 10
      at += 2 + Math.max(2, view.getUint16(at - from + 2))
    }
  }
  return { format }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
