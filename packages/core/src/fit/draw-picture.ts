import type { SidesPlan } from './plan-sides.ts'

/** Draws as planned; without a background what is not covered stays transparent. */
export function drawPicture(
  picture: ImageBitmap,
  { source, target, canvas }: SidesPlan,
  background: string | undefined,
): OffscreenCanvas {
  const [drawing, context] = createCanvas(canvas.width, canvas.height)
  if (background !== undefined) {
    context.fillStyle = background
    context.fillRect(0, 0, canvas.width, canvas.height)
  }
  let image: CanvasImageSource = picture
  let { x, y, width, height } = source
  // Each pixel of the result has to come from all that it stands for, and some browsers look at four of them only.
  while (width > 2 * target.width && height > 2 * target.height) {
    const [half, halfContext] = createCanvas(Math.ceil(width / 2), Math.ceil(height / 2))
    halfContext.drawImage(image, x, y, width, height, 0, 0, half.width, half.height)
    image = half
    x = y = 0
    width = half.width
    height = half.height
  }
  context.drawImage(image, x, y, width, height, target.x, target.y, target.width, target.height)
  return drawing
}

/** Asks a thumbnail: a corner that a whole picture has transparent still shows in it. */
export function isTransparent(picture: ImageBitmap): boolean {
  const side = 128
  const [, context] = createCanvas(side, side, { willReadFrequently: true })
  context.drawImage(picture, 0, 0, side, side)
  const pixels = context.getImageData(0, 0, side, side).data
  for (let alpha = 3; alpha < pixels.length; alpha += 4) if (pixels[alpha]! < 255) return true
  return false
}

function createCanvas(
  width: number,
  height: number,
  settings?: CanvasRenderingContext2DSettings,
): [OffscreenCanvas, OffscreenCanvasRenderingContext2D] {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', settings)
  if (!context) throw new Error('The browser gives no canvas of this size')
  context.imageSmoothingQuality = 'high'
  return [canvas, context]
}
