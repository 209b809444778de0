import type { ByteSource } from './byte-source.ts'

/** What the first bytes of a file say about it; sides are missing where the header is cut off or makes no sense. */
export interface ImageHeader {
  /** By the bytes, whatever the file is called: `jpeg`, `png`, `gif`, `webp`, … or `unknown`. */
  readonly format: string
  readonly width?: number
  readonly height?: number
  /** The end of the picture is missing. */
  readonly truncated?: true
}

const signatures: readonly (readonly [format: string, pattern: RegExp])[] = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['gif', /^GIF8/],
  ['webp', /^RIFF....WEBP/s],
  ['avif', /^....ftypavi[fs]/s],
  ['heic', /^....ftyp(hei|mif1|msf1)/s],
  ['bmp', /^BM/],
  ['tiff', /^(II\*\0|MM\0\*)/],
  ['svg', /^\s*<(\?xml|svg)/],
]

/**
 * Reads format and size from the header; nothing is decoded, and of a large file only a few kilobytes are read.
 * Ours because what it has to know (two formats, read in slices, cut-off files) is less than the smallest parser on npm.
 */
export async function readImageHeader(source: ByteSource): Promise<ImageHeader> {
  const head = await source.read(0, 32)
  const text = String.fromCharCode(...head)
  const format = signatures.find(([, pattern]) => pattern.test(text))?.[0] ?? 'unknown'
  if (format === 'png') return readPng(source, head)
  if (format === 'jpeg') return readJpeg(source)
  return { format }
}

async function readPng(source: ByteSource, head: Uint8Array): Promise<ImageHeader> {
  const view = viewOf(head)
  if (head.length < 32 || view.getUint32(12) !== 0x49484452) return { format: 'png' } // IHDR comes first
  const header = { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  return (await endsWithIend(source)) ? header : { ...header, truncated: true }
}

/** IEND stands at the very end of nearly every file; only where something was appended the chunks are walked. */
async function endsWithIend(source: ByteSource): Promise<boolean> {
  const tail = await source.read(Math.max(0, source.size - 12), source.size)
  if (String.fromCharCode(...tail.subarray(4, 8)) === 'IEND') return true
  let from = 0
  let window = new Uint8Array()
  for (let at = 8; at + 12 <= source.size;) {
    if (at < from || at + 8 > from + window.length) {
      from = at
      window = new Uint8Array(await source.read(from, from + 0x10000))
    }
    const length = viewOf(window).getUint32(at - from)
    if (viewOf(window).getUint32(at - from + 4) === 0x49454e44) return true
    at += 12 + length
  }
  return false
}

/** Walks from marker to marker until the frame header, which holds the size. */
async function readJpeg(source: ByteSource): Promise<ImageHeader> {
  const format = 'jpeg'
  let from = 0
  let window = new Uint8Array()
  for (let at = 2; at + 9 <= source.size;) {
    if (at < from || at + 9 > from + window.length) {
      from = at
      window = new Uint8Array(await source.read(from, from + 0x1000))
    }
    const view = viewOf(window)
    const offset = at - from
    if (view.getUint8(offset) !== 0xff) return { format }
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      at += 1 // a fill byte
    } else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { format, height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) }
    } else if (marker === 0xda || marker === 0xd9) {
      return { format } // the picture's data, or its end, before any size
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2 // markers that stand alone
    } else {
      at += 2 + view.getUint16(offset + 2)
    }
  }
  return { format }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
