import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import { mix, choosePalette } from './palette.ts'
import type { Palette } from './palette.ts'
import type { PictureRecipe } from './picture-recipe.ts'

const ridges = 6
const stepsPerRidge = 72

/** An abstract landscape as SVG elements. Frames of a series share the land; the light moves on. */
export function drawLandscape({ seed, width, height, frame, index }: PictureRecipe): string {
  const land = frame ? createRandom(seed, 'land') : createRandom(seed, 'land', index)
  const sky = frame ? createRandom(seed, 'sky') : createRandom(seed, 'sky', index)
  const palette = choosePalette(sky, frame)
  const horizon = height * (0.5 + land() * 0.12)
  return [
    drawSky(palette),
    palette.isNight ? drawStars(sky, width, horizon) : drawClouds(sky, width, horizon),
    drawLight(sky, palette, width, horizon, frame),
    ...Array.from({ length: ridges }, (_, ridge) => drawRidge(land, palette, width, height, horizon, ridge)),
  ].join('')
}

function drawSky({ sky }: Palette): string {
  const stops = sky.map((colour, place) => `<stop offset="${[0, 0.42, 0.72][place]}" stop-color="${colour}"/>`)
  return `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">${stops.join('')}</linearGradient></defs><rect width="100%" height="100%" fill="url(#sky)"/>`
}

function drawLight(
  random: Random,
  palette: Palette,
  width: number,
  horizon: number,
  frame: PictureRecipe['frame'],
): string {
  const progress = frame ? (frame.index + 0.5) / frame.of : 0.15 + random() * 0.7
  const x = width * (0.12 + 0.76 * progress)
  const y = horizon * (0.86 - 0.52 * Math.sin(Math.PI * progress) + random() * 0.06)
  const radius = Math.min(width, horizon * 2) * (palette.isNight ? 0.045 : 0.062)
  const glow = `<radialGradient id="glow"><stop offset="0" stop-color="${palette.light}" stop-opacity="0.75"/><stop offset="0.3" stop-color="${palette.light}" stop-opacity="0.28"/><stop offset="1" stop-color="${palette.light}" stop-opacity="0"/></radialGradient>`
  return `<defs>${glow}</defs>${disc(x, y, radius * 6.5, 'url(#glow)')}${disc(x, y, radius, palette.light)}`
}

function drawStars(random: Random, width: number, horizon: number): string {
  const unit = Math.min(width, horizon) / 700
  return Array.from({ length: 130 }, () =>
    disc(
      random() * width,
      random() ** 1.4 * horizon,
      unit * (0.5 + random() ** 3 * 1.8),
      '#ffffff',
      0.25 + random() * 0.65,
    ),
  ).join('')
}

function drawClouds(random: Random, width: number, horizon: number): string {
  return Array.from({ length: 7 }, () => {
    const length = width * (0.1 + random() * 0.24)
    const [x, y] = [random() * width, horizon * (0.16 + random() * 0.6)]
    const thickness = horizon * (0.006 + random() * 0.011)
    return `<rect x="${round(x - length / 2)}" y="${round(y)}" width="${round(length)}" height="${round(thickness)}" rx="${round(thickness / 2)}" fill="#ffffff" fill-opacity="${round(0.1 + random() * 0.2)}"/>`
  }).join('')
}

/** One ridge: a sum of waves, rougher when far, calmer and darker when near. */
function drawRidge(
  random: Random,
  palette: Palette,
  width: number,
  height: number,
  horizon: number,
  ridge: number,
): string {
  const nearness = ridge / (ridges - 1)
  const base = horizon + (height - horizon) * (nearness ** 1.25 * 0.78)
  const rise = height * (0.115 - 0.05 * nearness)
  const waves = [1.1, 2.3, 4.7, 9.1, 17].map((frequency, octave) => ({
    frequency: frequency * (0.75 + random() * 0.5) * (1 - nearness * 0.35),
    phase: random() * Math.PI * 2,
    size: (rise * (0.6 + random() * 0.5)) / 1.9 ** octave,
  }))
  const points = Array.from({ length: stepsPerRidge + 1 }, (_, step) => {
    const along = step / stepsPerRidge
    const lift = waves.reduce(
      (sum, { frequency, phase, size }) => sum + size * Math.sin(frequency * along * 6 + phase),
      0,
    )
    return `${round(along * width)} ${round(base - lift)}`
  })
  const colour = mix(palette.land[0], palette.land[1], nearness ** 0.8)
  return `<path d="M0 ${height}L${points.join('L')}L${width} ${height}Z" fill="${colour}"/>`
}

function disc(x: number, y: number, radius: number, fill: string, opacity = 1): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${fill}" fill-opacity="${round(opacity)}"/>`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
