import { InputError } from '../errors/input-error.ts'
import type { Issue } from '../wire/issue.ts'
import type { LazyText } from '../wire/lazy-text.ts'
import { checkImage } from './check-image.ts'
import { createTurns } from './create-turns.ts'
import { encodeReference } from './encode-reference.ts'
import { toReference, type Reference } from './reference.ts'

/** An image of the input, and the place in the request that its text goes to. */
export interface ImageSlot {
  readonly path: string
  readonly image: unknown
  readonly put: (text: string | Blob | LazyText) => void
}

/**
 * Checks all images and puts their texts in place, one after the other: they are large. Fails with an `InputError` that
 * has the issues found before, too.
 */
export async function readImages(slots: readonly ImageSlot[], issues: readonly Issue[]): Promise<void> {
  const giveWay = createTurns()
  const all = [...issues]
  // An image is read once, however often it stands in the request.
  const found = new Map<unknown, Reference | Issue>()
  for (const { image, path } of slots) {
    const reference = found.get(image) ?? (await toHealthyReference(image, path))
    found.set(image, reference)
    if ('code' in reference) all.push({ ...reference, path })
    await giveWay()
  }
  if (all.length > 0) throw new InputError(all)
  const encoded = new Map<unknown, string | Blob | LazyText>()
  for (const { image, path, put } of slots) {
    const text = encoded.get(image) ?? (await encodeReference(found.get(image) as Reference, path))
    encoded.set(image, text)
    put(text)
    await giveWay()
  }
}

async function toHealthyReference(image: unknown, path: string): Promise<Reference | Issue> {
  const reference = await toReference(image, path)
  if ('code' in reference || !reference.source) return reference
  return (await checkImage(reference.source, path)) ?? reference
}
