import type { Issue } from '../wire/issue.ts'
import { base64Source, blobSource, bytesSource, type ByteSource } from './byte-source.ts'

/** A reference image on its way to the wire. */
export interface Reference {
  /** What to check; an address on the web has no bytes here. */
  readonly source?: ByteSource
  /** The text for the wire, where it is there already. */
  readonly text?: string
}

/** Tells the kinds of reference apart; gives an issue for what can be none. Reads nothing yet. */
export function toReference(image: unknown, path: string): Reference | Issue {
  if (typeof image === 'string') return fromText(image.trim(), path)
  if (image instanceof Blob) return { source: blobSource(image) }
  const bytes = image instanceof ArrayBuffer ? new Uint8Array(image) : image
  if (bytes instanceof Uint8Array) return { source: bytesSource(bytes) }
  return { path, code: 'type', expected: ['a URL', 'Base64', 'a Blob', 'bytes'], received: typeof image }
}

function fromText(text: string, path: string): Reference | Issue {
  if (/^https?:/i.test(text)) {
    return URL.canParse(text) ? { text } : { path, code: 'format', expected: 'an absolute URL' }
  }
  const data = /^data:[^,]*;base64,/i.exec(text.slice(0, 200))
  const base64 = toPlainBase64(data ? text.slice(data[0].length) : text)
  if (base64 !== undefined) return { source: base64Source(base64), text: base64 }
  return { path, code: 'format', expected: ['an http(s) URL', 'Base64', 'a Base64 data: URL'] }
}

/** Base64 as the API takes it: the common alphabet, padded, on one line. Undefined where it is not Base64 at all. */
function toPlainBase64(text: string): string | undefined {
  const digits = text
    .replace(/\s+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '')
  if (/[^A-Za-z0-9+/]/.test(digits) || digits.length % 4 === 1) return undefined
  return digits.padEnd(Math.ceil(digits.length / 4) * 4, '=')
}
