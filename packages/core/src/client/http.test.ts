import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  after,
  createFakeApi,
  json,
  notFound,
  page,
  silence,
  submitted,
  succeed,
  type FakeApi,
} from '../../test/fake-api.ts'
import { padded, pngBytes } from '../../test/image-bytes.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import { createOmniImageClient } from '../task/create-omni-image-client.ts'
import type { OmniImageClientOptions } from './options.ts'

const baseUrl = 'https://api.example.com'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** What a look at a task sends under these options. */
async function sentWith(options: OmniImageClientOptions, id = 'task-1'): Promise<Request> {
  const api = createFakeApi({ look: [succeed] })
  await createOmniImageClient({ baseUrl, fetch: api.fetch, ...options }).get(id)
  const [request = new Request('https://nothing.was.sent')] = api.sent
  return request
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('should have been refused'),
    (error: unknown) => error,
  )
}

describe('addresses', () => {
  it.each<[OmniImageClientOptions, string]>([
    [{}, 'https://api.example.com/kling/v1/images/omni-image/task-1'],
    [{ basePath: '' }, 'https://api.example.com/v1/images/omni-image/task-1'],
    [{ basePath: '/' }, 'https://api.example.com/v1/images/omni-image/task-1'],
    [{ basePath: '/proxy/kling/' }, 'https://api.example.com/proxy/kling/v1/images/omni-image/task-1'],
    [{ basePath: 'kling' }, 'https://api.example.com/kling/v1/images/omni-image/task-1'],
    [{ baseUrl: `${baseUrl}/` }, 'https://api.example.com/kling/v1/images/omni-image/task-1'],
    [{ baseUrl: `${baseUrl}/tenant/` }, 'https://api.example.com/tenant/kling/v1/images/omni-image/task-1'],
    [{ baseUrl: 'http://localhost:8787' }, 'http://localhost:8787/kling/v1/images/omni-image/task-1'],
  ])('%o asks %s', async (options, url) => {
    expect((await sentWith(options)).url).toBe(url)
  })

  it.each([
    ['a/b', 'a%2Fb'],
    ['../../admin', '..%2F..%2Fadmin'],
    ['a.b', 'a.b'],
    ['a?b#c', 'a%3Fb%23c'],
    ['Zürich 🗼', 'Z%C3%BCrich%20%F0%9F%97%BC'],
    ['%2e%2e', '%252e%252e'],
  ])('the id %s stays one part of the path', async (id, part) => {
    expect((await sentWith({}, id)).url).toBe(`https://api.example.com/kling/v1/images/omni-image/${part}`)
  })

  it.each(['', '.', '..'])('the id "%s", which a path would lose, is refused', async (id) => {
    const api = createFakeApi({ look: [succeed] })
    const client = createOmniImageClient({ baseUrl, fetch: api.fetch })
    expect(await failureOf(client.get(id))).toMatchObject({ code: 'invalid-input', issues: [{ path: '/id' }] })
    expect(api.sent).toEqual([])
  })

  it.each(['api.example.com', 'ftp://api.example.com', 'javascript:alert(1)'])(
    'a baseUrl of %s is refused',
    (wrong) => {
      expect(() => createOmniImageClient({ baseUrl: wrong })).toThrow('baseUrl must be an http(s) origin')
    },
  )

  it.each(['/kling', ''])(
    'without a page an empty baseUrl with the path "%s" is refused when it is used',
    async (basePath) => {
      const client = createOmniImageClient({ basePath })
      expect(await failureOf(client.get('task-1'))).toMatchObject({
        code: 'invalid-input',
        issues: [{ path: '/baseUrl' }],
      })
    },
  )

  it('without a page a passed-in fetch works with an empty baseUrl', async () => {
    expect(new URL((await sentWith({ baseUrl: '' })).url).pathname).toBe('/kling/v1/images/omni-image/task-1')
  })
})

describe('what is sent along', () => {
  it('asks for JSON, uncached, and follows no redirect', async () => {
    const request = await sentWith({ token: 'key' })
    expect(request).toMatchObject({ method: 'GET', cache: 'no-store', redirect: 'manual' })
    expect(Object.fromEntries(request.headers)).toMatchObject({
      accept: 'application/json',
      authorization: 'Bearer key',
    })
  })

  it('lets nobody keep the answer to a create, as a refusal that passes would be heard for ever', async () => {
    const { client, api } = startClient({ post: [submitted] })
    await client.submit({ prompt: 'a lighthouse' })
    expect(api.sent[0]).toMatchObject({ method: 'POST', cache: 'no-store', redirect: 'manual' })
  })

  it('has the headers of the options', async () => {
    const { headers } = await sentWith({ headers: { 'X-Gateway-Authorization': 'abc' } })
    expect(headers.get('x-gateway-authorization')).toBe('abc')
    expect(headers.get('authorization')).toBeNull()
  })

  it('has one value for a header that the options give as well, in whatever case', async () => {
    const { headers } = await sentWith({ token: 'key', headers: { Authorization: 'Basic abc', Accept: 'text/plain' } })
    expect([headers.get('authorization'), headers.get('accept')]).toEqual(['Bearer key', 'text/plain'])
  })

  it('asks for the token anew on every request', async () => {
    let count = 0
    const { client, api } = startClient({ look: [succeed] }, { token: async () => `key-${++count}` })
    await client.get('task-1')
    await client.get('task-1')
    expect(api.sent.map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer key-1', 'Bearer key-2'])
  })

  it('trims a token that was read from a file', async () => {
    expect((await sentWith({ token: 'key\n' })).headers.get('authorization')).toBe('Bearer key')
  })

  it.each(['', 'two words', 'grün'])('refuses the token "%s" without saying it', async (token) => {
    const api = createFakeApi({ look: [succeed] })
    const client = createOmniImageClient({ baseUrl, fetch: api.fetch, token })
    expect(await failureOf(client.get('task-1'))).toMatchObject({ code: 'invalid-input', issues: [{ path: '/token' }] })
    expect(api.sent).toEqual([])
  })

  it('takes no text for a token that is none', async () => {
    const token = Promise.resolve('key') as unknown as string
    const api = createFakeApi({ look: [succeed] })
    const client = createOmniImageClient({ baseUrl, fetch: api.fetch, token })
    expect(await failureOf(client.get('task-1'))).toMatchObject({ code: 'invalid-input', issues: [{ path: '/token' }] })
    expect(api.sent).toEqual([])
  })

  it('sends nothing when the token cannot be had', async () => {
    const cause = new Error('vault is closed')
    const { client, api } = startClient({ look: [succeed] }, { token: () => Promise.reject(cause), retry: 0 })
    const failure = outcome(client.get('task-1'))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'connection', notCreated: true, cause })
    expect(api.sent).toEqual([])
  })

  it('sends a create as JSON with exact ids', async () => {
    const { client, api } = startClient({ post: [submitted] })
    await client.submit({ prompt: 'a hat', element_list: [{ element_id: '829836802793406551' }] })
    const [request] = api.posts()
    expect(request?.headers.get('content-type')).toBe('application/json')
    expect(await request?.text()).toContain('"element_list":[{"element_id":829836802793406551}]')
  })
})

describe('a token in a browser', () => {
  it('is refused, with what to do', () => {
    vi.stubGlobal('document', {})
    expect(() => createOmniImageClient({ baseUrl, token: 'key' })).toThrow(/keep it on a server.* allowTokenInBrowser/)
  })

  it('is refused in a worker too', () => {
    vi.stubGlobal('importScripts', () => undefined)
    expect(() => createOmniImageClient({ baseUrl, token: () => 'key' })).toThrow('allowTokenInBrowser')
  })

  it('is taken when it is allowed', () => {
    vi.stubGlobal('document', {})
    expect(() => createOmniImageClient({ baseUrl, token: 'key', allowTokenInBrowser: true })).not.toThrow()
  })
})

describe('redirects', () => {
  const away = { location: 'https://elsewhere.example.com/' }
  const opaque = (): Response =>
    Object.defineProperties(new Response(null), {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
      ok: { value: false },
    })

  it.each([
    ['in Node', () => new Response(null, { status: 302, headers: away })],
    ['in Node, with a page', () => new Response('<a>Moved</a>', { status: 307, headers: away })],
    ['in a browser', opaque],
  ])('are not followed %s and end the call', async (_name, answer) => {
    const { client, api } = startClient({ post: [answer], look: [answer] }, { token: 'key' })
    expect(await failureOf(client.submit({ prompt: 'a hat' }))).toMatchObject({
      code: 'api',
      retryable: false,
      message: expect.stringContaining('redirects'),
    })
    expect(api.sent).toHaveLength(1)
  })
})

describe('time', () => {
  const look = async (api: FakeApi, options: OmniImageClientOptions = {}) =>
    createOmniImageClient({ baseUrl, fetch: api.fetch, retry: 0, ...options }).get('task-1')

  it('ends a request that is not answered, and leaves no timer', async () => {
    const { client } = startClient({ look: [silence] }, { retry: 0 })
    const failure = outcome(client.get('task-1'))
    await vi.advanceTimersByTimeAsync(29_999)
    expect(failure.error).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(failure.error).toMatchObject({ code: 'connection', message: 'No answer came within 30000 ms' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends a request though the passed-in fetch does not listen', async () => {
    vi.useFakeTimers()
    const failure = outcome(look({ ...createFakeApi(), fetch: () => new Promise(() => undefined) }, { timeoutMs: 50 }))
    await vi.advanceTimersByTimeAsync(50)
    expect(failure.error).toMatchObject({ code: 'connection' })
  })

  it('covers the body, too', async () => {
    vi.useFakeTimers()
    const fetch = async (): Promise<Response> =>
      new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(1)) }))
    const failure = outcome(look({ ...createFakeApi(), fetch }))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(failure.error).toMatchObject({ code: 'connection' })
  })

  it('gives a create four seconds more for each MB', async () => {
    const { client, api } = startClient({ post: [after(33_000, submitted)] })
    const image = padded(pngBytes(300, 300), 750_000)
    const accepted = outcome(client.submit({ prompt: 'a hat', image_list: [{ image }] }))
    await vi.waitFor(() => expect(api.posts()).toHaveLength(1)) // what sends large bodies is loaded first
    await vi.advanceTimersByTimeAsync(33_000)
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it.each([Infinity, 2 ** 31, 1e12])('takes a timeoutMs of %d as for ever', async (timeoutMs) => {
    const { client } = startClient({ look: [after(3_600_000, succeed)] }, { timeoutMs })
    const seen = outcome(client.get('task-1'))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(seen.value).toMatchObject({ task_status: 'succeed' })
  })

  it('stops at once on an abort, with its reason', async () => {
    const { client, api } = startClient({ look: [silence] })
    const controller = new AbortController()
    const failure = outcome(client.get('task-1', { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(0)
    expect(failure.error).toBe('enough')
    expect(api.sent[0]?.signal.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('sends nothing for a call that was aborted before', async () => {
    const { client, api } = startClient({ look: [succeed] })
    expect(await failureOf(client.get('task-1', { signal: AbortSignal.abort('enough') }))).toBe('enough')
    expect(api.sent).toEqual([])
  })

  it('sends nothing after its time is over, when the token comes late', async () => {
    const token = (): Promise<string> => new Promise((resolve) => setTimeout(resolve, 40_000, 'key'))
    const { client, api } = startClient({ look: [succeed] }, { token, retry: 0 })
    const failure = outcome(client.get('task-1'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(failure.error).toMatchObject({ notCreated: true })
    expect(api.sent).toEqual([])
  })

  it('looks again where the token hangs once', async () => {
    let count = 0
    const token = (): Promise<string> => (++count === 1 ? new Promise(() => undefined) : Promise.resolve('key'))
    const { client } = startClient({ look: [succeed] }, { token })
    const seen = outcome(client.get('task-1'))
    await vi.runAllTimersAsync()
    expect(seen.value).toMatchObject({ task_id: 'task-1' })
  })

  it('says of a token that hangs that nothing was sent', async () => {
    const { client, api } = startClient({}, { token: () => new Promise(() => undefined), retry: 0 })
    const failure = outcome(client.submit({ prompt: 'a hat' }))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'connection', notCreated: true, retryable: true })
    expect(api.sent).toEqual([])
  })

  it('removes its listener from a signal that lives on', async () => {
    const { client } = startClient({ look: [succeed] })
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    await client.get('task-1', { signal })
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length)
  })
})

it('says that an answer was cut off', async () => {
  const broken = (): Response =>
    new Response(new ReadableStream({ pull: (body) => body.error(new TypeError('terminated')) }))
  const { client } = startClient({ look: [broken] }, { retry: 0 })
  expect(await failureOf(client.get('task-1'))).toMatchObject({ code: 'connection', message: 'The answer was cut off' })
})

describe('an answer that is no instance of the global Response', () => {
  /** As another realm, or a library with a class of its own, would give it. */
  function foreign(answer: Response): Response {
    const { ok, status, headers, body } = answer
    return { ok, status, headers, body, text: () => answer.text() } as Response
  }

  it('counts, and nothing is sent again', async () => {
    const onNetwork = vi.spyOn(globalThis, 'fetch')
    const api = createFakeApi({ post: [submitted], look: [succeed] })
    const client = createOmniImageClient({
      baseUrl,
      fetch: async (input, init) => foreign(await api.fetch(input, init)),
    })
    const { task_id } = await client.submit({ prompt: 'a lighthouse' })
    await client.get(task_id)
    expect(api.sent.map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(onNetwork).not.toHaveBeenCalled()
  })

  it('counts where the runtime’s own fetch gives it, as adapters of servers put another class in its place', async () => {
    const api = createFakeApi({ post: [submitted], look: [succeed] })
    const own = Response
    const fetched = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => api.fetch(new Request(input, init)))
    vi.stubGlobal('fetch', fetched)
    vi.stubGlobal('Response', class extends own {})
    const client = createOmniImageClient({ baseUrl, token: 'key' })
    const { task_id } = await client.submit({ prompt: 'a lighthouse' })
    await client.get(task_id)
    expect(api.sent.map(({ method, headers }) => [method, headers.get('authorization')])).toEqual([
      ['POST', 'Bearer key'],
      ['GET', 'Bearer key'],
    ])
  })

  it('is a bug of the fetch that was passed in where it is nothing at all', async () => {
    const onNetwork = vi.spyOn(globalThis, 'fetch')
    const client = createOmniImageClient({ baseUrl, retry: 0, fetch: async () => undefined as unknown as Response })
    expect(await failureOf(client.get('task-1'))).toMatchObject({ code: 'connection' })
    expect(onNetwork).not.toHaveBeenCalled()
  })
})

describe('a fetch that rejects as networks do not', () => {
  const reasons = [undefined, null, 'a word', {}, new Error('Network connection lost.')]

  it.each(reasons)('with %o: a read is worth another look', async (reason) => {
    const { client } = startClient({ look: [() => Promise.reject(reason)] }, { retry: 0 })
    expect(await failureOf(client.get('task-1'))).toMatchObject({ code: 'connection', retryable: true, cause: reason })
  })

  it.each(reasons)('with %o: nobody knows what became of a create', async (reason) => {
    const { client, api } = startClient({ post: [() => Promise.reject(reason)], look: [notFound] })
    const failure = outcome(client.submit({ prompt: 'a hat' }))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'submit-uncertain' })
    expect(api.posts()).toHaveLength(1)
  })

  it('does not end the wait for a paid task', async () => {
    const lost = (): Promise<Response> => Promise.reject(new Error('Network connection lost.'))
    const { client } = startClient({ post: [submitted], look: [lost, succeed] })
    const result = outcome(client.generate({ prompt: 'a hat' }))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
  })
})

it('gives task addresses as they came, though the token is a common word', async () => {
  const url = 'https://cdn.example.com/test/data/0.png'
  const answer = json({
    code: 0,
    data: { task_id: 'task-1', task_status: 'succeed', task_result: { images: [{ url }] } },
  })
  const { client } = startClient({ look: [answer] }, { token: 'test' })
  expect((await client.get('task-1')).task_result?.images?.[0]?.url).toBe(url)
})

it('takes a page with status 200 for a passing failure', async () => {
  const { client } = startClient({ look: [page('<html>Sign in to Wi-Fi</html>')] }, { retry: 0 })
  expect(await failureOf(client.get('task-1'))).toMatchObject({ code: 'connection', retryable: true })
})
