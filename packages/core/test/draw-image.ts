export interface DrawOptions {
  readonly type?: string
  readonly quality?: number
  /** What no encoder makes small. */
  readonly noise?: boolean
  /** The right half is see-through. */
  readonly transparent?: boolean
}

/** A picture as the browser writes it: red on the left, blue on the right. */
export async function drawImage(
  width: number,
  height: number,
  { type = 'image/png', quality = 0.92, noise = false, transparent = false }: DrawOptions = {},
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')!
  context.fillStyle = '#ff0000'
  context.fillRect(0, 0, width / 2, height)
  context.fillStyle = '#0000ff'
  if (!transparent) context.fillRect(width / 2, 0, width / 2, height)
  if (noise) {
    const pixels = context.getImageData(0, 0, width, height)
    const words = new Uint32Array(pixels.data.buffer)
    let state = 1
    for (let index = 0; index < words.length; index += 1) {
      state = (state * 48271) % 0x7fffffff
      words[index] = state | (transparent ? 0 : 0xff000000)
    }
    context.putImageData(pixels, 0, 0)
  }
  return canvas.convertToBlob({ type, quality })
}

/** The colours near the middle of the left, top, right and bottom edge. */
export async function edgesOf(blob: Blob): Promise<string> {
  const picture = await createImageBitmap(blob)
  const { width, height } = picture
  const context = new OffscreenCanvas(width, height).getContext('2d')!
  context.drawImage(picture, 0, 0)
  const colourAt = (x: number, y: number): string => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(x, y, 1, 1).data
    if (alpha < 128) return 'clear'
    if (red > 200 && green > 200 && blue > 200) return 'white'
    return red > 200 && green < 60 ? 'red' : blue > 200 && green < 60 ? 'blue' : green > 100 ? 'green' : 'other'
  }
  const points = [
    [4, height >> 1],
    [width >> 1, 4],
    [width - 5, height >> 1],
    [width >> 1, height - 5],
  ] as const
  return points.map(([x, y]) => colourAt(x, y)).join(' ')
}
