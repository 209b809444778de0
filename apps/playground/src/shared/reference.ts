import type { CheckedReference } from '@omni-image/core'

/** A picture in the form: what goes into the request, and what is needed to show it. */
export interface Reference {
  readonly id: number
  readonly image: File | string
  readonly name: string
  readonly previewUrl: string
  /** From the header, or once the browser has decoded the preview. */
  readonly widthPixels?: number | undefined
  readonly heightPixels?: number | undefined
  /** What the SDK finds in it; missing while that is being found out. */
  readonly checked?: CheckedReference
  readonly fix?: Fix
}

/** How far mending a picture has got. */
type Fix =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly changes: readonly string[] }
  | { readonly state: 'failed'; readonly reason: string }

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

/** The sides from the header hold where the file has them; of others the preview knows. */
export function withCheck(reference: Reference, checked: CheckedReference): Reference {
  const { width = reference.widthPixels, height = reference.heightPixels } = checked
  return { ...reference, checked, widthPixels: width, heightPixels: height }
}

function nameFromUrl(text: string): string {
  const url = URL.parse(text)
  return url?.pathname.split('/').findLast((part) => part !== '') ?? url?.host ?? text
}
