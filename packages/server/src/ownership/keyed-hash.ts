/** A hash that nobody can make without the secret, as 22 characters that can stand in a path. */
export type KeyedHash = (...parts: readonly string[]) => Promise<string>

const encoder = new TextEncoder()
/** 128 bits: far beyond guessing, and short enough for an id. */
const hashBytes = 16

export function createKeyedHash(secret: string): KeyedHash {
  // Read when first used, so that creating the handler stays synchronous.
  let key: Promise<CryptoKey> | undefined
  return async (...parts) => {
    key ??= crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    // As JSON no two lists of parts look the same.
    const hash = await crypto.subtle.sign('HMAC', await key, encoder.encode(JSON.stringify(parts)))
    return toBase64Url(new Uint8Array(hash, 0, hashBytes))
  }
}

function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Compares in a time that does not tell how much of a guess was right. */
export function isSameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let index = 0; index < one.length; index += 1) {
    difference |= one.charCodeAt(index) ^ other.charCodeAt(index % (other.length || 1))
  }
  return difference === 0
}
