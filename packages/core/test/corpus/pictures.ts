import sharp from 'sharp'
import type { Sharp } from 'sharp'

export type Bytes = Uint8Array<ArrayBuffer>

/** A picture that no encoder makes small: the same on every run. */
export function picture(width = 400, height = 300, channels: 1 | 2 | 3 | 4 = 3): Sharp {
  const pixels = Buffer.alloc(width * height * channels)
  let state = 1
  for (let index = 0; index < pixels.length; index += 1) {
    state = (state * 48271) % 0x7fffffff
    pixels[index] = state
  }
  return sharp(pixels, { raw: { width, height, channels } })
}

/** One that every encoder is done with in a moment. */
export function flat(): Sharp {
  return sharp({ create: { width: 400, height: 300, channels: 3, background: '#c02020' } })
}

export async function fileOf(image: Sharp): Promise<Bytes> {
  return Uint8Array.from(await image.toBuffer())
}

export const png = (width?: number, height?: number): Promise<Bytes> => fileOf(picture(width, height).png())
export const jpeg = (width?: number, height?: number): Promise<Bytes> => fileOf(picture(width, height).jpeg())

export function latin1(text: string): Bytes {
  return Uint8Array.from(Buffer.from(text, 'latin1'))
}

/** Where a sequence of bytes stands in a file. */
export function offsetOf(bytes: Bytes, sequence: readonly number[]): number {
  const offset = Buffer.from(bytes).indexOf(Uint8Array.from(sequence))
  if (offset < 0) throw new Error('The file lacks what the corpus wants to change')
  return offset
}

export function insert(bytes: Bytes, offset: number, ...parts: ArrayLike<number>[]): Bytes {
  return Uint8Array.from(
    Buffer.concat([bytes.subarray(0, offset), ...parts.map((part) => Uint8Array.from(part)), bytes.subarray(offset)]),
  )
}

export function changed(bytes: Bytes, offset: number, ...values: readonly number[]): Bytes {
  const copy = bytes.slice()
  copy.set(values, offset)
  return copy
}
