import { imageLimits } from '../wire/generated/image-limits.ts'

export interface Sides {
  readonly width: number
  readonly height: number
}

interface Area extends Sides {
  readonly x: number
  readonly y: number
}

/** How a picture gets onto a canvas of sides that the API takes. */
export interface SidesPlan {
  /** What is taken of the picture. */
  readonly source: Area
  /** Where it goes on the canvas. */
  readonly target: Area
  readonly canvas: Sides
  /** What is cropped or padded to, before scaling. */
  readonly framed: Sides
  /** Above 1 the picture grows. */
  readonly scale: number
}

export interface SidesOptions {
  readonly ratio: 'pad' | 'crop'
  readonly maxSide: number
}

const { minSide, minRatio, maxRatio } = imageLimits

/**
 * The smallest change that makes sides which the API takes. A longer side than `maxSide` is brought down to it, or as
 * near to it as the shortest side that the API takes allows.
 */
export function planSides({ width, height }: Sides, { ratio, maxSide }: SidesOptions): SidesPlan {
  const isWide = width / height > maxRatio
  const isTall = width / height < minRatio
  const crops = ratio === 'crop'
  const source = {
    width: crops && isWide ? Math.floor(height * maxRatio) || 1 : width,
    height: crops && isTall ? Math.floor(width / minRatio) : height,
  }
  const framed = {
    width: !crops && isTall ? Math.ceil(height * minRatio) : source.width,
    height: !crops && isWide ? Math.ceil(width / maxRatio) : source.height,
  }
  const shrunk = Math.min(1, maxSide / Math.max(framed.width, framed.height))
  const scale = Math.max(shrunk, minSide / Math.min(framed.width, framed.height))
  const canvas = toAllowed(scaled(framed, scale))
  const drawn = crops ? canvas : fitInside(scaled(source, scale), canvas)
  return { source: centred(source, { width, height }), target: centred(drawn, canvas), canvas, framed, scale }
}

function scaled({ width, height }: Sides, scale: number): Sides {
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Rounding may have gone a pixel too far. */
function toAllowed(sides: Sides): Sides {
  const width = Math.max(sides.width, minSide)
  const height = Math.max(sides.height, minSide)
  return {
    width: Math.min(width, Math.floor(height * maxRatio)),
    height: Math.min(height, Math.floor(width / minRatio)),
  }
}

function fitInside(sides: Sides, frame: Sides): Sides {
  return { width: Math.min(sides.width, frame.width), height: Math.min(sides.height, frame.height) }
}

function centred(sides: Sides, frame: Sides): Area {
  const x = Math.floor((frame.width - sides.width) / 2)
  const y = Math.floor((frame.height - sides.height) / 2)
  return { x, y, ...sides }
}
