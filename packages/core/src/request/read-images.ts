import type { ImageLimits } from '../wire/image-limits.ts'
import type { Issue } from '../wire/issue.ts'
import type { LazyText } from '../wire/lazy-text.ts'
import { checkImage } from './check-image.ts'
import { createTurns } from './create-turns.ts'
import { encodeReference, type ToError } from './encode-reference.ts'
import { toReference, type Reference } from './reference.ts'

/** An image of the input, and the place in the request that its text goes to. */
export interface ImageSlot {
  readonly path: string
  readonly image: unknown
  /** What it must be, where that is not what all others must. */
  readonly limits: ImageLimits | undefined
  readonly put: (text: string | Blob | LazyText) => void
}

/**
 * Checks all images and puts their texts in place, one after the other: they are large. Fails with
 * an error that has the issues found before, too.
 */
export async function readImages(
  slots: readonly ImageSlot[],
  issues: readonly Issue[],
  toError: ToError,
): Promise<void> {
  const giveWay = createTurns()
  const all = [...issues]
  // An image is read once, however often it stands in the request, unless it has to be something else there.
  const found = new Map<unknown, { readonly limits: ImageLimits | undefined; readonly reference: Reference | Issue }>()
  for (const { image, path, limits } of slots) {
    const known = found.get(image)
    const reference = known && known.limits === limits ? known.reference : await toHealthyReference(image, path, limits)
    found.set(image, { limits, reference })
    if ('code' in reference) all.push({ ...reference, path })
    await giveWay()
  }
  if (all.length > 0) throw toError(all)
  const encoded = new Map<unknown, string | Blob | LazyText>()
  for (const { image, path, put } of slots) {
    const text = encoded.get(image) ?? (await encodeReference(found.get(image)!.reference as Reference, path, toError))
    encoded.set(image, text)
    put(text)
    await giveWay()
  }
}

async function toHealthyReference(
  image: unknown,
  path: string,
  limits: ImageLimits | undefined,
): Promise<Reference | Issue> {
  const reference = await toReference(image, path)
  if ('code' in reference || !reference.source) return reference
  return (await checkImage(reference.source, path, limits)) ?? reference
}
