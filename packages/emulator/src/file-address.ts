import { createHmac, timingSafeEqual } from 'node:crypto'

export interface FileAddresses {
  /** The address of a picture, good until `expiresAtMs`. */
  toUrl: (home: string, taskId: string, fileName: string, expiresAtMs: number) => string
  /** Whether the address was made here and is still good. */
  isGood: (url: URL, taskId: string, fileName: string, nowMs: number) => boolean
}

/** Picture addresses that nobody can make up and that stop working, like those of the API. */
export function createFileAddresses(seed: string | number): FileAddresses {
  const sign = (...parts: readonly string[]): string =>
    createHmac('sha256', `files ${seed}`).update(parts.join('/')).digest('base64url')

  return {
    toUrl: (home, taskId, fileName, expiresAtMs) => {
      const expires = String(Math.floor(expiresAtMs / 1000))
      const query = new URLSearchParams({ Expires: expires, Signature: sign(taskId, fileName, expires) })
      return `${home}/files/${taskId}/${fileName}?${query.toString()}`
    },
    isGood: (url, taskId, fileName, nowMs) => {
      const expires = url.searchParams.get('Expires') ?? ''
      const signature = Buffer.from(url.searchParams.get('Signature') ?? '')
      const wanted = Buffer.from(sign(taskId, fileName, expires))
      return signature.length === wanted.length && timingSafeEqual(signature, wanted) && nowMs < Number(expires) * 1000
    },
  }
}
