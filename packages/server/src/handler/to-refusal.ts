import { type ApiError, isOmniImageError } from '@omni-image/core'
import { CredentialError } from '../upstream/credential.ts'
import { notReady, Refusal, unclear } from './refusal.ts'

/**
 * What the browser hears of a failure upstream. A refused key is our own trouble: told as a lack of rights, so that no
 * page sends its user to sign in again.
 */
export function toRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (!isOmniImageError(error)) return undefined
  if (error.code === 'api') return toApiRefusal(error)
  if (error.cause instanceof CredentialError) return notReady('The server cannot reach the API at the moment')
  if (error.code === 'connection') {
    return error.notCreated ? notReady('The server cannot reach the API at the moment') : unclear()
  }
  return error.code === 'contract' ? unclear() : undefined
}

function toApiRefusal({ kind, apiCode, httpStatus, request_id, retryAfterMs, message }: ApiError): Refusal {
  const details = { request_id, retryAfterMs }
  if (kind === 'authentication') {
    return new Refusal('The API does not accept the key of this server', { ...details, status: 403, code: 1103 })
  }
  // A status below 400 comes from gateways that refuse with "200 OK" and from redirects.
  const status = httpStatus < 400 ? (kind === 'server' ? 502 : 400) : httpStatus
  return new Refusal(message.slice(message.indexOf('): ') + 3), { ...details, status, code: apiCode })
}
