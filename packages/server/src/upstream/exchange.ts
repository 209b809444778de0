import type { Credential } from './credential.ts'
import type { UpstreamOptions } from './upstream-options.ts'

interface UpstreamRequest {
  readonly method: string
  /** Can be sent twice. */
  readonly body?: string | Blob
  readonly signal: AbortSignal
}

export type Exchange = (url: string, request: UpstreamRequest) => Promise<Response>

/** An answer is a page of tasks at most; more than this is none. */
const maxAnswerBytes = 16 * 2 ** 20

/**
 * Sends requests with the key, which goes to addresses under `root` alone and does not come back: redirects are not
 * followed, and an answer that repeats the key arrives without it. A request that was refused because the token has
 * expired is sent once more with another.
 */
export function createExchange(options: UpstreamOptions, credential: Credential, root: string): Exchange {
  const { header = 'authorization', fetch: send = globalThis.fetch } = options
  const ownSecrets = toSecrets(options.headers)

  async function ask(url: string, { body, ...request }: UpstreamRequest, bearer: string): Promise<Answer> {
    const {
      status,
      headers,
      body: stream,
    } = await send(url, {
      ...request,
      redirect: 'manual',
      headers: {
        accept: 'application/json', // what is asked here is one look; streams are for browsers
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...options.headers,
        [header]: `Bearer ${bearer}`,
      },
      ...(body !== undefined && { body }),
    })
    const text = stream ? await readText(stream) : ''
    return { status, headers, text: withoutSecrets(text, [bearer, ...ownSecrets]) }
  }

  return async (url, request) => {
    if (!url.startsWith(`${root}/`)) throw new Error('The key is for the configured address alone')
    const bearer = await credential.get()
    let answer = await ask(url, request, bearer)
    if (saysExpired(answer.text)) {
      credential.renew(bearer)
      answer = await ask(url, request, await credential.get())
    }
    const { status, headers, text } = answer
    const retryAfter = headers.get('retry-after')
    return new Response(text || null, {
      status,
      ...(retryAfter !== null && { headers: { 'retry-after': retryAfter } }),
    })
  }
}

/** Gateways are told who we are by headers of their own, too: the whole value, or what stands behind a scheme (`Basic …`). */
function toSecrets(headers: UpstreamOptions['headers'] = {}): string[] {
  const others = Object.entries(headers).filter(([name]) => !/^(accept|content|user-agent)/i.test(name))
  return others.flatMap(([, value]) => [value, value.replace(/^\w+ /, '')])
}

/** Also as JSON may spell them, with and without its optional escape. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  // A short word would be found in places where it is none.
  const long = secrets.filter((secret) => secret.length > 7)
  const spellings = long.flatMap((secret) => {
    const quoted = JSON.stringify(secret).slice(1, -1)
    return [secret, quoted, quoted.replaceAll('/', '\\/')]
  })
  return spellings.reduce((left, spelling) => left.replaceAll(spelling, '…'), text)
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let text = ''
  for (let bytes = 0; bytes <= maxAnswerBytes;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.length
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  throw new TypeError('The answer is too large', { cause: { code: 'ANSWER_TOO_LARGE' } })
}

/** Code 1004, whatever the status: the token has expired, so nothing was done. */
function saysExpired(text: string): boolean {
  if (text.length > 2000 || !text.includes('1004')) return false
  try {
    return Number((JSON.parse(text) as { code?: unknown } | null)?.code) === 1004
  } catch {
    return false
  }
}
