import { toJsonParts, type JsonPart } from '../wire/json.ts'
import { callFetch, type Carrier, type OnProgress } from './carrier.ts'

/** The body of a create. */
export interface Cargo {
  readonly parts: readonly JsonPart[]
  /** How much of it is images: their Base64. */
  readonly imageBytes: number
}

/** What is smaller is gone before anybody looks, in bytes. What has a lazy text is larger. */
const largeBytes = 256_000

export function toCargo(json: unknown): Cargo {
  const parts = toJsonParts(json)
  return { parts, imageBytes: parts.reduce((sum, part) => sum + (typeof part === 'string' ? 0 : part.size), 0) }
}

/**
 * What sends a body: `fetch` alone, or for a large one something on top of it that is loaded first, since most pages never
 * send any. A passed-in `fetch` carries every body, and nobody can tell how far it is.
 */
export function findCarrier(
  { parts, imageBytes }: Cargo,
  passedIn: typeof fetch | undefined,
  onUpload: OnProgress | undefined,
): Carrier | Promise<Carrier> {
  const plain: Carrier = (request, parcel) => {
    const body = imageBytes > 0 ? new Blob(parts as (string | Blob)[]) : (parts as string[]).join('')
    return callFetch(passedIn, request, { ...parcel, body })
  }
  if (imageBytes < largeBytes) return plain
  return import('./carry-large.ts').then(
    ({ carryLarge }) => carryLarge(parts, plain, passedIn, onUpload),
    () => plain, // the page is old and its files are gone, or there is no network for a moment
  )
}
