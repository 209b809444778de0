import type { Reference } from './reference.ts'

/** Format, size on the screen and on the disk, as far as known: `JPEG · 1200 × 800 · 340 kB`. */
export function toImageFacts({ image, checked, widthPixels, heightPixels }: Reference): string {
  if (!checked) return 'Checking…'
  const { format = 'unknown', bytes } = checked
  const origin = typeof image === 'string' && bytes === undefined ? URL.parse(image)?.host : undefined
  const sides = widthPixels ? `${widthPixels} × ${heightPixels}` : undefined
  const facts = [
    origin,
    format === 'unknown' ? undefined : formatName(format),
    sides,
    bytes === undefined ? undefined : formatBytes(bytes),
  ]
  return facts.filter((fact) => fact !== undefined).join(' · ')
}

/** As people write it: `JPEG`, `WebP`. */
export function formatName(format: string): string {
  return format === 'webp' ? 'WebP' : format.toUpperCase()
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  const kilobytes = bytes / 1024
  if (kilobytes < 1000) return `${Math.round(kilobytes)} kB`
  return `${(kilobytes / 1024).toFixed(1).replace(/\.0$/, '')} MB`
}
