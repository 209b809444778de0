import type { Random } from '../random.ts'

export interface Palette {
  /** From the top of the sky to the horizon. */
  readonly sky: readonly [string, string, string]
  readonly light: string
  /** The farthest and the nearest ridge. */
  readonly land: readonly [string, string]
  readonly isNight: boolean
}

/** In the order of a day, so that a series can walk through them. */
const palettes: readonly Palette[] = [
  { sky: ['#2b3a67', '#c06c84', '#f8b195'], light: '#fff1d6', land: ['#c98a9b', '#26294a'], isNight: false },
  { sky: ['#3f72af', '#9fc9e6', '#fde8cf'], light: '#fff8e1', land: ['#a9c3d1', '#1d3b4a'], isNight: false },
  { sky: ['#2a9d8f', '#a8dadc', '#f1faee'], light: '#fffbe6', land: ['#9bcabf', '#14443f'], isNight: false },
  { sky: ['#4361b0', '#8fb1e3', '#f7f1d5'], light: '#ffffff', land: ['#b3bfd6', '#2b2f55'], isNight: false },
  { sky: ['#7a4e9f', '#e07a5f', '#f6d186'], light: '#fff3c4', land: ['#d99a7c', '#3a1f4d'], isNight: false },
  { sky: ['#3d1e6d', '#c94277', '#ffb26b'], light: '#ffe8b8', land: ['#b8527d', '#1f1238'], isNight: false },
  { sky: ['#141e46', '#41436a', '#984063'], light: '#ffd9c7', land: ['#6b4569', '#120f26'], isNight: true },
  { sky: ['#0b1026', '#1b2a52', '#3f6187'], light: '#f4f1de', land: ['#35557a', '#070b1c'], isNight: true },
]

function paletteAt(place: number): Palette {
  return palettes[((place % palettes.length) + palettes.length) % palettes.length] as Palette
}

/** Another hour of the day for each picture; the frames of a series go on from one hour to the next. */
export function choosePalette(
  random: Random,
  frame: { readonly index: number; readonly of: number } | undefined,
): Palette {
  const start = Math.floor(random() * palettes.length)
  return paletteAt(frame ? start + Math.round((frame.index * palettes.length) / Math.max(frame.of, 4)) : start)
}

/** The colour between two, `share` of the way. */
export function mix(from: string, to: string, share: number): string {
  const channel = (at: number): string => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number]
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}
