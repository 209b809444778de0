import type { Reference } from './reference.ts'
import { toBase64 } from './to-base64.ts'

// A multiple of three, so that only the last slice is padded. Longer ones stall a page, shorter ones take more turns.
const sliceBytes = 768 * 1024

/**
 * The text for the wire: an address as it is, an image as a Blob of Base64 that is written slice by slice, so that a page
 * stays responsive and holds no long string.
 */
export async function encodeReference({ source, text }: Reference): Promise<string | Blob> {
  if (!source) return text!
  if (text !== undefined) return new Blob([text])
  const slices: Blob[] = []
  for (let start = 0; start < source.size; start += sliceBytes) {
    slices.push(new Blob([toBase64(await source.read(start, start + sliceBytes))]))
  }
  return new Blob(slices)
}
