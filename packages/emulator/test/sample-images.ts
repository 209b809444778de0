import sharp from 'sharp'

type Format = 'png' | 'jpeg' | 'gif' | 'webp'

/** A real image file of one colour. */
export function imageFile(width: number, height: number, format: Format = 'png'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#7a4e9f' } })
    .toFormat(format)
    .toBuffer()
}

export async function base64Image(width: number, height: number, format: Format = 'png'): Promise<string> {
  return (await imageFile(width, height, format)).toString('base64')
}

/** A file that decodes well and has exactly this many bytes: decoders take no notice of what follows the image. */
export async function paddedImage(bytes: number): Promise<string> {
  const file = await imageFile(300, 300, 'jpeg')
  return Buffer.concat([file, Buffer.alloc(bytes - file.length)]).toString('base64')
}
