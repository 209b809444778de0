import ky from 'ky'
import { isOmniImageError } from '../errors/any-error.ts'
import { ConnectionError } from '../errors/connection-error.ts'
import { inputError } from '../errors/input-error.ts'
import { UnexpectedError } from '../errors/unexpected-error.ts'
import { basePath as specBasePath, operations } from '../wire/generated/operations.ts'
import { callFetch, type Parcel } from './carrier.ts'
import { findCarrier, toCargo, type Cargo } from './find-carrier.ts'
import { longestCreateMs } from './longest-create-ms.ts'
import type { OmniImageClientOptions } from './options.ts'
import { readAnswer } from './read-answer.ts'
import { untilAborted, withTimeout } from './until-aborted.ts'

/** One request to the API. */
export interface Call {
  readonly operation: keyof typeof operations
  readonly id?: string
  readonly query?: Readonly<Record<string, number | undefined>>
  readonly json?: unknown
  readonly signal?: AbortSignal | undefined
  /** Ends the call until the request leaves; from then on it has no effect. Default: `signal`. */
  readonly cancel?: AbortSignal | undefined
  /** Hears how much of a large body has left, where that can be told; undefined once the call has failed. */
  readonly onUpload?: ((progress: number | undefined) => void) | undefined
  /** Takes a stream of events, from after this one on (`''` for none), where the origin has one. */
  readonly lastEventId?: string | undefined
}

/** The body of an answer that says yes, or the stream that came instead. */
export type Answer = Readonly<Record<string, unknown>> & { readonly events?: ReadableStream<Uint8Array> }

/** Sends a call once. */
export type Send = (call: Call) => Promise<Answer>

// Failures that come before a single byte of the request has left.
const notSentCodes = /^(ECONNREFUSED|ConnectionRefused|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/

/** HTTP and nothing but HTTP. ky carries the requests; repeating and timing out belong to those who know the task. */
export function createHttp(options: OmniImageClientOptions): Send {
  const { headers, token, fetch: passedIn, timeoutMs = 30_000 } = options
  const root = toRoot(options)
  const ownHeaders = Object.fromEntries(new Headers(headers)) // names in lower case, so that none stands there twice
  const ownSecrets = toSecrets(ownHeaders)

  return async (call) => {
    const { operation, id = '', query, json, signal, cancel, onUpload, lastEventId } = call
    const { method, path } = operations[operation]
    if (!/^http/i.test(root) && !globalThis.location) {
      throw inputError('/baseUrl', 'required', 'baseUrl is needed where there is no page')
    }
    signal?.throwIfAborted()
    let cargo: Cargo | undefined
    let answer: Response | undefined
    let isSent = false

    /** Until `either` fires. */
    async function exchange(either: AbortSignal): ReturnType<Send> {
      // Only a token that has to be fetched leaves time in which a create can still be called off.
      const bearer = toBearer(
        typeof token === 'function' ? await untilAborted(askToken(token), cancel ?? either) : token,
      )
      either.throwIfAborted() // the token may have come too late: nobody waits for this request any more
      const accept = lastEventId === undefined ? 'application/json' : 'text/event-stream, application/json'
      const headers: Record<string, string> = { accept, ...ownHeaders }
      if (lastEventId) headers['last-event-id'] ??= lastEventId
      if (cargo) headers['content-type'] ??= 'application/json'
      if (bearer) headers['authorization'] = `Bearer ${bearer}`
      const parcel: Parcel = {
        headers,
        signal: either,
        cache: 'no-store', // some frameworks keep even what a POST answered, such as a refusal that passes
        redirect: 'manual', // following could carry the key away, or repeat a create elsewhere
      }
      const carryIt = async (request: Request): Promise<Response> => {
        const found = cargo && findCarrier(cargo, passedIn, onUpload)
        const carry = found instanceof Promise ? await untilAborted(found, cancel ?? either) : found // a small create leaves at once
        either.throwIfAborted()
        isSent = true
        answer = await (carry ? carry(request, parcel) : callFetch(passedIn, request, parcel))
        // What is no instance of the global Response ky takes for no answer, and would send the request again.
        return answer instanceof Response ? answer : new Response()
      }
      // A hook that answers is the last that ky does: it would copy the request for another try, and has no use for
      // headers but to copy them five times.
      await ky(root + path.replace('{id}', encodeURIComponent(id)), {
        hooks: { beforeRequest: [carryIt] },
        retry: 0,
        throwHttpErrors: false,
        method,
        ...(query && { searchParams: query }),
      })
      const response = answer!
      const isStream = response.ok && /^text\/event-stream/i.test(response.headers.get('content-type') ?? '')
      if (isStream && lastEventId !== undefined && response.body) return { events: response.body }
      const text = await response.text().catch((cause: unknown) => {
        throw new ConnectionError('The answer was cut off', cause)
      })
      return readAnswer(text, response, ownSecrets.concat(bearer ?? []))
    }

    try {
      if (json !== undefined) cargo = toCargo(json)
      return await withTimeout(exchange, longestCreateMs(timeoutMs, cargo?.imageBytes ?? 0), signal)
    } catch (error) {
      signal?.throwIfAborted()
      if (!isSent) cancel?.throwIfAborted()
      onUpload?.(undefined)
      throw toCallError(error, isSent, json === undefined)
    }
  }
}

/** What stands before the paths of every request. */
export function toRoot(options: OmniImageClientOptions): string {
  const { basePath = specBasePath } = options
  return [toOrigin(options), ...basePath.split('/').filter(Boolean)].join('/')
}

/** Without a page, a passed-in `fetch` decides what an address means, so any origin will do. */
function toOrigin({ baseUrl = '', fetch }: OmniImageClientOptions): string {
  if (!/^(https?:\/\/[^@?#]+|\/[^?#]*|)$/i.test(baseUrl)) {
    throw inputError('/baseUrl', 'format', 'baseUrl must be an http(s) origin, without a name, a query or a hash')
  }
  return !baseUrl && fetch && !globalThis.location ? 'http://localhost' : baseUrl.replace(/\/$/, '')
}

async function askToken(token: () => string | Promise<string>): Promise<string | undefined> {
  try {
    return await token()
  } catch (cause) {
    throw new ConnectionError('The token could not be had', cause, true)
  }
}

/** The runtime would refuse a wrong one as a header, with a message that shows it. */
function toBearer(token: string | null | undefined): string | undefined {
  const bearer = token?.toString().trim() // in JavaScript it may be anything
  if (bearer === undefined || /^[!-~]+$/.test(bearer)) return bearer
  throw inputError('/token', 'format', 'token must be text that can stand in a header')
}

/** What the app's own headers hold, which may be keys as well: the whole value, or what stands behind a scheme (`Basic …`). */
function toSecrets(headers: Readonly<Record<string, string>>): string[] {
  const others = Object.entries(headers).filter(([name]) => !/^(accept|content)/.test(name))
  return others.map(([, value]) => value.replace(/^\w+ /, ''))
}

/**
 * Before `fetch` was called: a wrong option, no token in time, a body that cannot be written. After that, whatever a read
 * fails with is worth another look; a create that did not fail as networks do met a bug in the function that was passed in.
 */
function toCallError(error: unknown, isSent: boolean, isRead: boolean): Error {
  if (isOmniImageError(error)) {
    const isLate = !isSent && error.code === 'connection' && !error.notCreated
    return isLate ? new ConnectionError('The request could not be sent in time', error, true) : error
  }
  const { name, code, cause } = (error ?? {}) as { name?: string; code?: string; cause?: { code?: string } }
  const word = cause?.code ?? code ?? ''
  if (!isSent || (!isRead && name !== 'TypeError' && !word)) return new UnexpectedError('The request', error, !isSent)
  return new ConnectionError(`The connection failed (${word || 'no reason given'})`, error, notSentCodes.test(word))
}
