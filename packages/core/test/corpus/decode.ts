import sharp from 'sharp'

export interface Decoded {
  readonly format: string
  /** As stored. */
  readonly width: number
  readonly height: number
  /** As shown, after EXIF rotation. */
  readonly shown: { readonly width: number; readonly height: number }
}

/** What a real decoder makes of the header; undefined where it refuses. */
export async function decodeHeader(bytes: Uint8Array): Promise<Decoded | undefined> {
  try {
    const { format, width, height, autoOrient } = await sharp(bytes, { failOn: 'error' }).metadata()
    return { format, width, height, shown: autoOrient }
  } catch {
    return undefined
  }
}

/** The same, with every pixel decoded. */
export async function decode(bytes: Uint8Array): Promise<Decoded | undefined> {
  try {
    await sharp(bytes, { failOn: 'error' }).raw().toBuffer()
  } catch {
    return undefined
  }
  return decodeHeader(bytes)
}
