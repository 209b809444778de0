import type { JsonPart } from '../wire/json.ts'
import type { LazyText } from '../wire/lazy-text.ts'
import type { Carrier, OnProgress } from './carrier.ts'
import { createMeter } from './create-meter.ts'

const pieceBytes = 0x10000

/** For Node: the body is made while it leaves, so that it never stands in memory as a whole. */
export function carryStream(
  parts: readonly JsonPart[],
  fetch: typeof globalThis.fetch,
  onProgress: OnProgress | undefined,
): Carrier {
  const texts = parts.map((part) => (typeof part === 'string' ? new Blob([part]) : part))
  const size = texts.reduce((sum, text) => sum + text.size, 0)
  return async (request, parcel) => {
    let flaw: unknown
    const pieces = toPieces(texts, createMeter(size, onProgress))
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull: async (controller) => {
          const { value } = await pieces.next().catch((error: unknown) => {
            flaw = error
            throw error
          })
          if (value) controller.enqueue(value)
          else controller.close()
        },
        cancel: async () => void (await pieces.return(undefined)),
      },
      { highWaterMark: 0 },
    )
    // Some versions of Node fail at a 401 after a stream where there may be credentials; only browsers have any.
    const full = new Request(request, { ...parcel, body, duplex: 'half', credentials: 'omit' } as RequestInit)
    full.headers.set('content-length', `${size}`) // there are servers that refuse a body of unknown length
    try {
      return await fetch(full)
    } catch (error) {
      throw flaw ?? error
    }
  }
}

/** Small enough to show how far it is; what was given is told as gone when the next one is asked for. */
async function* toPieces(
  texts: readonly (Blob | LazyText)[],
  tell: (loadedBytes: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  let loadedBytes = 0
  tell(0)
  for (const text of texts) {
    for await (const slice of text instanceof Blob ? [await text.text()] : text.pieces()) {
      const bytes = new TextEncoder().encode(slice)
      for (let start = 0; start < bytes.length; start += pieceBytes) {
        const piece = bytes.subarray(start, start + pieceBytes)
        yield piece
        tell((loadedBytes += piece.length))
      }
    }
  }
  return undefined
}
