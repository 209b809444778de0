import type { Issue } from '../wire/issue.ts'
import { base64Source, blobSource, bytesSource, type ByteSource } from './byte-source.ts'
import { createTurns } from './create-turns.ts'

/** A reference image on its way to the wire. */
export interface Reference {
  /** What to check; an address on the web has no bytes here. */
  readonly source?: ByteSource
  /** The text for the wire, where it is there already. */
  readonly text?: string
}

/** Tells the kinds of reference apart; gives an issue for what can be none. Of files nothing is read yet. */
export async function toReference(image: unknown, path: string): Promise<Reference | Issue> {
  if (typeof image === 'string') return fromText(image.trim(), path)
  if (image instanceof Blob) return { source: blobSource(image) }
  const bytes = image instanceof ArrayBuffer ? new Uint8Array(image) : image
  if (bytes instanceof Uint8Array) return { source: bytesSource(bytes) }
  return { path, code: 'type', expected: ['a URL', 'Base64', 'a Blob', 'bytes'], received: typeof image }
}

async function fromText(text: string, path: string): Promise<Reference | Issue> {
  if (/^https?:/i.test(text)) {
    return URL.canParse(text) ? { text } : { path, code: 'format', expected: 'an absolute URL' }
  }
  const data = /^data:[^,]*;base64,/i.exec(text.slice(0, 200))
  const base64 = await toPlainBase64(data ? text.slice(data[0].length) : text)
  if (base64 !== undefined) return { source: base64Source(base64), text: base64 }
  return { path, code: 'format', expected: ['an http(s) URL', 'Base64', 'a Base64 data: URL'] }
}

const pieceCharacters = 2 ** 18

/**
 * Base64 as the API takes it: the common alphabet, padded, on one line. Undefined where it is not Base64 at all.
 * Takes the text in pieces: a look at all of it stalls a page.
 */
async function toPlainBase64(text: string): Promise<string | undefined> {
  const giveWay = createTurns()
  const pieces: string[] = []
  const bare = text.slice(0, text.length - /(=\s*){0,2}$/.exec(text.slice(-8))![0].length)
  let isPlain = true
  for (let start = 0; start < bare.length; start += pieceCharacters) {
    const piece = bare.slice(start, start + pieceCharacters)
    const plain = piece.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/')
    if (/[^A-Za-z0-9+/]/.test(plain)) return undefined
    pieces.push(plain)
    isPlain &&= plain === piece
    await giveWay()
  }
  if (isPlain && text.length % 4 === 0) return text // a copy would only cost memory
  const digits = pieces.join('')
  return digits.length % 4 === 1 ? undefined : digits.padEnd(Math.ceil(digits.length / 4) * 4, '=')
}
