import { isSameText } from '../ownership/keyed-hash.ts'

const toleranceMs = 5 * 60_000

/**
 * Whether a body was signed with one of the secrets, as https://www.standardwebhooks.com says: HMAC-SHA256 over id, time
 * and body, at most five minutes ago or ahead. By Web Crypto, since the usual package has a clock of its own.
 */
export async function verifyWebhook(
  { headers, body }: { readonly headers: Headers; readonly body: Uint8Array },
  secrets: readonly string[],
  nowMs: number,
): Promise<boolean> {
  const id = headers.get('webhook-id')
  const timestamp = headers.get('webhook-timestamp')
  const signatures = (headers.get('webhook-signature') ?? '').split(' ').filter((text) => text.startsWith('v1,'))
  if (!id || !timestamp || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(Number(timestamp) * 1000 - nowMs) > toleranceMs) return false
  const head = new TextEncoder().encode(`${id}.${timestamp}.`)
  const signed = new Uint8Array(head.length + body.length)
  signed.set(head)
  signed.set(body, head.length)
  const expected = await Promise.all(secrets.map((secret) => sign(secret, signed)))
  // More than a few are no honest attempt.
  return signatures.slice(0, 10).some((signature) => expected.some((right) => isSameText(signature, right)))
}

async function sign(secret: string, content: Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, content))
  return `v1,${btoa(String.fromCharCode(...signature))}`
}
