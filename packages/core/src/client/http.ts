import ky from 'ky'
import { ApiError } from '../errors/api-error.ts'
import { ConnectionError } from '../errors/connection-error.ts'
import { inputError } from '../errors/input-error.ts'
import { isOmniImageError } from '../errors/any-error.ts'
import { UnexpectedError } from '../errors/unexpected-error.ts'
import { basePath as specBasePath, operations } from '../wire/generated/operations.ts'
import { stringifyJson } from '../wire/json.ts'
import type { OmniImageClientOptions } from './options.ts'
import { readAnswer } from './read-answer.ts'
import { readRetryAfter } from './retry-after.ts'
import { withTimeout } from './with-timeout.ts'

/** One request to the API. */
export interface Call {
  readonly operation: keyof typeof operations
  readonly id?: string
  readonly query?: Readonly<Record<string, number | undefined>>
  readonly json?: unknown
  readonly signal?: AbortSignal | undefined
}

/** Sends a call once and gives the body of an answer that says yes. */
export type Send = (call: Call) => Promise<Readonly<Record<string, unknown>>>

// Failures that come before a single byte of the request has left.
const notSentCodes = new Set(['ECONNREFUSED', 'ConnectionRefused', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** HTTP and nothing but HTTP. ky carries the requests; repeating and timing out belong to those who know the task. */
export function createHttp(options: OmniImageClientOptions): Send {
  const { basePath = specBasePath, headers, token, timeoutMs = 30_000 } = options
  const client = ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    stringifyJson,
    cache: 'no-store',
    // A redirect could carry the key away, or turn a create into something else.
    redirect: 'manual',
    ...(options.fetch && { fetch: options.fetch }),
  })
  const root = toRoot(options) + basePath.replace(/\/$/, '')

  async function exchange({ operation, id = '', query, json }: Call, signal: AbortSignal) {
    const { method, path } = operations[operation]
    const bearer = toBearer(typeof token === 'function' ? await askToken(token) : token)
    const response = await client(root + path.replace('{id}', encodeURIComponent(id)), {
      method,
      signal,
      headers: { accept: 'application/json', ...headers, ...(bearer && { authorization: `Bearer ${bearer}` }) },
      ...(query && { searchParams: query }),
      ...(json !== undefined && { json }),
    })
    const head = { httpStatus: response.status, retryAfterMs: readRetryAfter(response.headers.get('retry-after')) }
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      const message = 'the address redirects; give baseUrl and basePath of the place it leads to'
      throw new ApiError({ ...head, kind: 'invalid-request', apiCode: undefined, message })
    }
    const text = await response.text().catch((cause: unknown) => {
      throw new ConnectionError('The answer was cut off', { cause })
    })
    return readAnswer(bearer ? text.replaceAll(bearer, '…') : text, head)
  }

  return async (call) => {
    if (root.startsWith('/') && !globalThis.location) {
      throw inputError(
        '/baseUrl',
        'required',
        "there is no page whose origin an empty baseUrl could mean; give the API's",
      )
    }
    call.signal?.throwIfAborted()
    try {
      return await withTimeout((signal) => exchange(call, signal), timeoutFor(call, timeoutMs), call.signal)
    } catch (error) {
      call.signal?.throwIfAborted()
      throw toSendError(error)
    }
  }
}

async function askToken(token: () => string | Promise<string>): Promise<string> {
  try {
    return await token()
  } catch (cause) {
    throw new UnexpectedError('Asking for the token', cause, true)
  }
}

/** A header value the runtime would refuse with a message that shows it, so it is refused here without. */
function toBearer(token: string | undefined): string | undefined {
  const bearer = token?.trim()
  if (bearer === undefined || /^[!-~]+$/.test(bearer)) return bearer
  throw inputError('/token', 'format', 'token is empty or has characters that cannot stand in a header')
}

/** Without a page, a passed-in `fetch` decides what an address means, so any origin will do. */
function toRoot({ baseUrl = '', fetch }: OmniImageClientOptions): string {
  if (!/^(https?:\/\/|\/|$)/i.test(baseUrl)) {
    throw inputError('/baseUrl', 'format', "baseUrl must be an http(s) origin, or '' for the page's own")
  }
  if (baseUrl === '' && fetch && !globalThis.location) return 'http://localhost'
  return baseUrl.replace(/\/$/, '')
}

function timeoutFor({ json }: Call, timeoutMs: number): number {
  const images = (json as { image_list?: { image: string }[] } | undefined)?.image_list ?? []
  return timeoutMs + images.reduce((sum, { image }) => sum + image.length, 0) * 0.004 // 4 s a MB
}

/** ky's own errors hold the request and with it the key, so only what lies beneath is passed on. */
function toSendError(error: unknown): Error {
  if (isOmniImageError(error)) return error
  const isNetwork = error instanceof Error && error.name === 'NetworkError'
  const cause = isNetwork ? error.cause : error
  const { code, cause: beneath } = cause as { code?: string; cause?: { code?: string } }
  const word = beneath?.code ?? code
  if (!isNetwork && word === undefined) return new UnexpectedError('Sending the request', cause)
  const notSent = notSentCodes.has(word ?? '')
  const message = notSent ? 'The API could not be reached' : 'The connection failed before an answer came'
  return new ConnectionError(word ? `${message} (${word})` : message, { cause, notSent })
}
