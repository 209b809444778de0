import type { Clock } from '../clock.ts'
import { CredentialError, type Credential } from './credential.ts'
import { createJwtCredential } from './jwt-credential.ts'
import type { UpstreamOptions } from './upstream-options.ts'

/** A token as it was given, or signed tokens of an access key pair. */
export function createCredential({ token, accessKey = '', secretKey = '' }: UpstreamOptions, clock: Clock): Credential {
  if (token === undefined) return createJwtCredential(accessKey, secretKey, clock)
  const ask = typeof token === 'function' ? token : () => token
  return {
    get: async () => {
      const bearer = await askSafely(ask)
      // The runtime would refuse it as a header, with a message that shows it.
      if (/^[!-~]+$/.test(bearer)) return bearer
      throw new CredentialError('upstream.token gave no text that can stand in a header')
    },
    renew: () => undefined,
  }
}

async function askSafely(ask: () => string | Promise<string>): Promise<string> {
  try {
    const token: unknown = await ask()
    return typeof token === 'string' ? token.trim() : ''
  } catch (cause) {
    throw new CredentialError('upstream.token failed', { cause })
  }
}
