import { describe, expect, it, vi } from 'vitest'
import { createDesk, path, read, upstreamIdOf, type Desk, type DeskOptions } from './desk.ts'
import { readEvents } from './event-source.ts'
import { fakeClock } from './fake-clock.ts'

const realSetTimeout = setTimeout
fakeClock(1_781_080_800_000)

const url = 'https://app.test/kling/callback'
const vendorSecret = 'whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI='
const otherSecret = 'whsec_b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldC1vdGhlcg=='

interface CallbackDesk extends Desk {
  /** The callbacks that the API sent, as they were. */
  readonly sent: { readonly url: string; readonly init: RequestInit; readonly status: number }[]
}

/** The API calls the handler back by itself. */
function createCallbackDesk(
  { emulator, handler, upstream }: DeskOptions = {},
  secrets: readonly string[] = [],
): CallbackDesk {
  const sent: CallbackDesk['sent'] = []
  const callbackFetch: typeof fetch = async (input, init = {}) => {
    const address = input instanceof Request ? input.url : String(input)
    const answer = await desk.handler.fetch(new Request(address, init))
    sent.push({ url: address, init, status: answer.status })
    return answer
  }
  const desk: Desk = createDesk({
    emulator: { latency: 10_000, callbackHosts: ['app.test'], callbackFetch, ...emulator },
    // Looked at by the clock, nothing would be told in time.
    handler: { callbacks: { url, secrets }, watch: { minPauseMs: 500_000, maxPauseMs: 500_000 }, ...handler },
    ...(upstream && { upstream }),
  })
  return { ...desk, sent }
}

async function live(seconds: number): Promise<void> {
  for (let step = 0; step < seconds * 4; step += 1) {
    await vi.advanceTimersByTimeAsync(250)
    await new Promise((resolve) => realSetTimeout(resolve, 3))
  }
}

/** The statuses that a browser was told of one task from its creation on. */
async function statusesTold(desk: CallbackDesk): Promise<string[]> {
  const { data } = await desk.as('alice').create({ external_task_id: 'mine' })
  const source = readEvents(
    await desk.as('alice').send(`${path}/${data.task_id}`, { headers: { accept: 'text/event-stream' } }),
  )
  await live(12)
  return source.statuses()
}

function post(desk: Desk, address: string, init: RequestInit = {}): Promise<Response> {
  return desk.handler.fetch(new Request(address, { method: 'POST', body: '{}', ...init }))
}

describe('a callback without a secret', () => {
  it('tells the browser at once', async () => {
    const desk = createCallbackDesk()
    expect(await statusesTold(desk)).toEqual(['submitted', 'processing', 'succeed'])
    expect(desk.sent.map(({ status }) => status)).toEqual([200, 200])
  })

  it('comes to an address that is its task’s own and cannot be guessed', async () => {
    const desk = createCallbackDesk()
    await statusesTold(desk)
    const id = upstreamIdOf(desk)
    expect(desk.sent[0]?.url.slice(url.length)).toMatch(new RegExp(`^/${id.replace('.', '\\.')}/[\\w-]{22}$`))
  })

  it.each([
    ['no token', (address: string) => address.replace(/\/[^/]*$/, '')],
    ['another token', (address: string) => address.replace(/[^/]{3}$/, 'AAA')],
    ['an empty token', (address: string) => address.replace(/[^/]*$/, '')],
    ['the token of another task', (address: string) => address.replace('/mine.', '/mind.')],
    ['something behind the token', (address: string) => `${address}/x`],
    ['the bare address', () => url],
  ])('with %s is none', async (_name, forge) => {
    const desk = createCallbackDesk()
    await statusesTold(desk)
    desk.calls.length = 0
    expect((await post(desk, forge(desk.sent[0]!.url))).status).toBe(401)
    expect(desk.calls).toEqual([])
  })

  it('is a hint: what it says itself is not believed', async () => {
    const desk = createCallbackDesk({ emulator: { callbackFetch: () => Promise.reject(new Error('lost')) } })
    const { data } = await desk.as('alice').create({ external_task_id: 'mine' })
    const source = readEvents(
      await desk.as('alice').send(`${path}/${data.task_id}`, { headers: { accept: 'text/event-stream' } }),
    )
    const { callback_url } = JSON.parse(desk.calls[0]!.body) as { callback_url: string }
    const lie = { ...data, task_status: 'succeed', task_result: { images: [{ url: 'https://evil.test/a.png' }] } }
    expect((await post(desk, callback_url, { body: JSON.stringify(lie) })).status).toBe(200)
    await live(2)
    expect(JSON.stringify(source.events)).not.toMatch(/succeed|evil/)
  })

  it('may come before the answer to the create', async () => {
    let early: Promise<Response> | undefined
    const desk: CallbackDesk = createCallbackDesk({
      emulator: { latency: 0 },
      upstream: async ({ method, url: address, headers, body }) => {
        if (method !== 'POST') return undefined
        const answer = await desk.emulator.fetch(address, { method, headers, body })
        const text = (await answer.text()).replace('"succeed"', '"submitted"')
        early = post(desk, (JSON.parse(body) as { callback_url: string }).callback_url)
        await early
        return new Response(text, answer)
      },
    })
    const { data } = await desk.as('alice').create()
    expect((await early)?.status).toBe(200)
    await live(1)
    expect(
      desk.calls.filter(({ method, url: address }) => method === 'GET' && address.endsWith(data.task_id)),
    ).toHaveLength(1)
  })

  it('that comes twice, or a hundred times, brings two looks at most', async () => {
    const desk = createCallbackDesk({ emulator: { callbackFetch: () => Promise.reject(new Error('lost')) } })
    await desk.as('alice').create()
    const { callback_url } = JSON.parse(desk.calls[0]!.body) as { callback_url: string }
    desk.calls.length = 0
    await Promise.all(Array.from({ length: 100 }, () => post(desk, callback_url)))
    await live(1)
    expect(desk.calls.length).toBeLessThanOrEqual(2)
  })

  it('needs no user, no session and no page', async () => {
    const desk = createCallbackDesk({ handler: { authorize: (request) => request.headers.get('x-user') } })
    expect(await statusesTold(desk)).toContain('succeed')
  })
})

describe('a signed callback', () => {
  const vendorBody =
    '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}'
  const vendorHeaders = {
    'webhook-id': '9876543210',
    'webhook-timestamp': '1781080794',
    'webhook-signature': 'v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=',
  }

  it('tells the browser at once', async () => {
    const desk = createCallbackDesk({ emulator: { callbackSecret: vendorSecret } }, [vendorSecret])
    expect(await statusesTold(desk)).toEqual(['submitted', 'processing', 'succeed'])
    expect(desk.sent.map(({ url: address, status }) => [address, status])).toEqual([
      [url, 200],
      [url, 200],
    ])
  })

  it('of the old secret is believed while a new one takes over', async () => {
    const desk = createCallbackDesk({ emulator: { callbackSecret: vendorSecret } }, [otherSecret, vendorSecret])
    expect(await statusesTold(desk)).toContain('succeed')
  })

  it('is the vendor’s own example', async () => {
    const desk = createCallbackDesk({}, [vendorSecret])
    expect((await post(desk, url, { headers: vendorHeaders, body: vendorBody })).status).toBe(200)
  })

  it.each([
    ['no signature', { 'webhook-signature': '' }, vendorBody, 0],
    ['another body', {}, `${vendorBody} `, 0],
    ['another id', { 'webhook-id': '1' }, vendorBody, 0],
    ['another time', { 'webhook-timestamp': '1781080795' }, vendorBody, 0],
    ['another version', { 'webhook-signature': vendorHeaders['webhook-signature'].replace('v1', 'v2') }, vendorBody, 0],
    ['five minutes and more of age', {}, vendorBody, 300_000],
    ['a time that is to come', {}, vendorBody, -320_000],
  ])('with %s is none', async (_name, changes, body, passedMs) => {
    vi.setSystemTime(Date.now() + passedMs)
    const desk = createCallbackDesk({}, [vendorSecret])
    expect((await post(desk, url, { headers: { ...vendorHeaders, ...changes }, body })).status).toBe(401)
  })

  it('by a stranger’s secret is none', async () => {
    const desk = createCallbackDesk({ emulator: { callbackSecret: otherSecret } }, [vendorSecret])
    expect(await statusesTold(desk)).toEqual(['submitted'])
    expect(desk.sent.map(({ status }) => status)).toEqual([401, 401])
  })

  it('that is played again says nothing new', async () => {
    const desk = createCallbackDesk({ emulator: { callbackSecret: vendorSecret } }, [vendorSecret])
    await statusesTold(desk)
    desk.calls.length = 0
    for (const { init } of desk.sent) expect((await post(desk, url, init)).status).toBe(200)
    expect(desk.calls).toEqual([])
  })

  it('among other signatures is found', async () => {
    const desk = createCallbackDesk({}, [vendorSecret])
    const signature = `v1a,xyz v1,${btoa('wrong')} ${vendorHeaders['webhook-signature']}`
    const headers = { ...vendorHeaders, 'webhook-signature': signature }
    expect((await post(desk, url, { headers, body: vendorBody })).status).toBe(200)
  })
})

it('without callbacks there is no such address, and the API is told of none', async () => {
  const desk = createDesk()
  await desk.as('alice').create()
  expect((await post(desk, url)).status).toBe(404)
  expect(desk.calls[0]?.body).not.toContain('callback')
})

it('other instances hear of a callback through what they share', async () => {
  const listeners = new Set<(hint: object) => void>()
  const hints = {
    publish: (hint: object) => listeners.forEach((listener) => listener(hint)),
    subscribe: (listener: (hint: object) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const first = createCallbackDesk({ handler: { hints } })
  const second = createCallbackDesk({
    handler: { hints },
    upstream: ({ url: address, method, headers }) => first.emulator.fetch(address, { method, headers }),
  })
  const { data } = await first.as('alice').create({ external_task_id: 'mine' })
  const answer = await second.as('alice').send(`${path}/${data.task_id}`, { headers: { accept: 'text/event-stream' } })
  const source = readEvents(answer)
  await live(12)
  expect(source.statuses()).toEqual(['submitted', 'processing', 'succeed'])
  expect(await read(await second.as('alice').send(path))).toMatchObject({ code: 0 })
})
