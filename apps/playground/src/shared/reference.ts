/** A picture in the form: what goes into the request, and what is needed to show it. */
export interface Reference {
  readonly id: number
  readonly image: File | string
  readonly name: string
  readonly previewUrl: string
  /** Known once the browser has decoded the preview. */
  readonly widthPixels?: number
  readonly heightPixels?: number
}

let count = 0

/** The preview of a file holds memory until `releaseReference`. */
export function createReference(image: File | string): Reference {
  const id = ++count
  if (typeof image !== 'string') return { id, image, name: image.name, previewUrl: URL.createObjectURL(image) }
  const text = image.trim()
  if (/^https?:/i.test(text)) return { id, image: text, name: nameFromUrl(text), previewUrl: text }
  const isData = /^data:/i.test(text)
  return { id, image: text, name: 'Base64 image', previewUrl: isData ? text : `data:image/png;base64,${text}` }
}

export function releaseReference({ image, previewUrl }: Reference): void {
  if (typeof image !== 'string') URL.revokeObjectURL(previewUrl)
}

/** Size on the screen and on the disk, as far as known: `1200 × 800 · 340 kB`. */
export function describeReference({ image, widthPixels, heightPixels }: Reference): string {
  const sides = widthPixels ? `${widthPixels} × ${heightPixels}` : undefined
  const bytes = typeof image === 'string' ? undefined : formatBytes(image.size)
  return [sides, bytes].filter((part) => part !== undefined).join(' · ')
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  const kilobytes = bytes / 1024
  if (kilobytes < 1000) return `${Math.round(kilobytes)} kB`
  return `${(kilobytes / 1024).toFixed(1).replace(/\.0$/, '')} MB`
}

function nameFromUrl(text: string): string {
  const url = URL.parse(text)
  return url?.pathname.split('/').findLast((part) => part !== '') ?? url?.host ?? text
}
