import { Refusal } from './answer.ts'

/**
 * The body's bytes. What goes beyond `maxBytes` is read and dropped, never kept: a client that is still sending
 * would lose the answer if the connection were closed on it.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes <= maxBytes) chunks.push(chunk)
    else chunks.length = 0
  }
  if (bytes > maxBytes)
    throw new Refusal('read_request_body_failed', `The body has more than ${maxBytes} bytes`, { status: 413 })
  return Buffer.concat(chunks)
}
