import type { Issue } from '../wire/issue.ts'
import type { LazyText } from '../wire/lazy-text.ts'
import type { ByteSource } from './byte-source.ts'
import { createTurns } from './create-turns.ts'
import type { Reference } from './reference.ts'
import { toBase64 } from './to-base64.ts'

// A multiple of three, so that only the last slice is padded. Longer ones stall a page, shorter ones take more turns.
const sliceBytes = 768 * 1024

/** What is smaller is not worth a stream. */
const heldBytes = 192 * 1024

/** Makes the error for what is wrong. Given, not imported: else bundlers would cut the first file in pieces. */
export type ToError = (issues: readonly Issue[]) => Error

/**
 * The text for the wire: an address as it is, an image as Base64 that is written slice by slice and never stands in one
 * long string. Browsers keep a Blob of it outside of the page's memory, and can send nothing else; Node would hold it all,
 * and sends it while it is written.
 */
export async function encodeReference(
  reference: Reference,
  path: string,
  toError: ToError,
): Promise<string | Blob | LazyText> {
  const { source, text } = reference
  if (!source) return text!
  const size = Math.ceil(source.size / 3) * 4
  if (source.size > heldBytes && isNode()) return { size, pieces: () => base64Slices(reference, path, toError) }
  const slices: Blob[] = []
  for await (const slice of base64Slices(reference, path, toError)) slices.push(new Blob([slice]))
  return new Blob(slices)
}

/** Other runtimes are free to ignore the length that goes along with a stream, and there are servers that ask for it. */
function isNode(): boolean {
  return globalThis.navigator?.userAgent?.startsWith('Node.js')
}

async function* base64Slices({ source, text }: Reference, path: string, toError: ToError): AsyncGenerator<string> {
  const giveWay = createTurns()
  for (let start = 0; start < source!.size; start += sliceBytes) {
    const end = Math.min(start + sliceBytes, source!.size)
    yield (
      text?.slice((start / 3) * 4, Math.ceil(end / 3) * 4) ?? toBase64(await read(source!, start, end, path, toError))
    )
    await giveWay()
  }
}

/** The file may have been edited or removed since it was checked. */
async function read(
  source: ByteSource,
  start: number,
  end: number,
  path: string,
  toError: ToError,
): Promise<Uint8Array> {
  const bytes = await Promise.resolve(source.read(start, end)).catch(() => undefined)
  if (bytes?.length === end - start) return bytes
  throw toError([{ path, code: 'imageUnreadable', received: 'gone or changed' }])
}
