import { SignJWT } from 'jose'
import type { Clock } from '../clock.ts'
import type { Credential } from './credential.ts'

const lifetimeSeconds = 1800
/** A request that starts with a token must not outlive it. */
const earlySeconds = 300
/** The API's clock may be behind. */
const slackSeconds = 5

/** Signs a token of an access key pair, and a new one before the last has expired. */
export function createJwtCredential(accessKey: string, secretKey: string, clock: Clock): Credential {
  const key = new TextEncoder().encode(secretKey)
  let current: { readonly token: Promise<string>; readonly freshUntilMs: number } | undefined
  let last: string | undefined

  async function sign(nowSeconds: number): Promise<string> {
    last = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(accessKey)
      .setExpirationTime(nowSeconds + lifetimeSeconds)
      .setNotBefore(nowSeconds - slackSeconds)
      .sign(key)
    return last
  }

  return {
    get: () => {
      const nowMs = clock.now()
      if (!current || nowMs >= current.freshUntilMs) {
        const token = sign(Math.floor(nowMs / 1000))
        const mine = { token, freshUntilMs: nowMs + (lifetimeSeconds - earlySeconds) * 1000 }
        current = mine
        token.catch(() => (current = current === mine ? undefined : current))
      }
      return current.token
    },
    // Many requests may have been refused with the same token; one new one is enough for all.
    renew: (expired) => {
      if (expired === last) current = undefined
    },
  }
}
