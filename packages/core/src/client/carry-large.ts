import type { JsonPart } from '../wire/json.ts'
import { carryByXhr, isSafeForXhr } from './carry-by-xhr.ts'
import { carryStream } from './carry-stream.ts'
import type { Carrier, OnProgress } from './carrier.ts'

/** Sends a large body, in Node with little memory, and tells how far it is where that can be told. */
export function carryLarge(
  parts: readonly JsonPart[],
  plain: Carrier,
  passedIn: typeof fetch | undefined,
  onUpload: OnProgress | undefined,
): Carrier {
  const onProgress = passedIn ? undefined : onUpload
  const held = parts.filter((part) => typeof part === 'string' || part instanceof Blob)
  if (held.length < parts.length) return carryStream(parts, passedIn ?? globalThis.fetch, onProgress)
  if (!onProgress || !globalThis.XMLHttpRequest) return plain
  const body = new Blob(held)
  return (request, parcel) =>
    isSafeForXhr(request, parcel) ? carryByXhr(body, request, parcel, onProgress) : plain(request, parcel)
}
