import { createOmniImageClient } from '@omni-image/core'
import { describe, expect, it } from 'vitest'
import { createDesk, key, minimal, origin, path, read, upstreamIdOf } from './desk.ts'

describe('a request on its way', () => {
  it('the browser client gets its pictures with nothing but an origin', async () => {
    const { as, emulator, calls } = createDesk()
    const client = createOmniImageClient({ baseUrl: origin, fetch: as('alice').fetch })
    const { images } = await client.generate(minimal)
    expect(images).toHaveLength(1)
    expect(emulator.ledger().tasks).toBe(1)
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1)
    client.close()
  })

  it('the API gets the key, and nothing that the browser sent along', async () => {
    const { as, calls } = createDesk()
    await as('alice').send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: 'session=1', 'x-mine': 'a', authorization: 'Bearer mine' },
      body: JSON.stringify(minimal),
    })
    const { headers, url } = calls[0]!
    expect(url).toBe(`http://upstream.test${path}`)
    expect(headers.get('authorization')).toBe(`Bearer ${key}`)
    expect([...headers.keys()].toSorted()).toEqual(['accept', 'authorization', 'content-type'])
  })

  it('a gateway with a header and a prefix of its own gets what it wants', async () => {
    const upstream = {
      baseUrl: 'http://gateway.test/',
      basePath: '',
      header: 'X-Gateway-Authorization',
      headers: { 'x-team': 'a' },
    }
    const { as, calls } = createDesk({ handler: { upstream } })
    await as('alice').create()
    const { headers, url } = calls[0]!
    expect(url).toBe('http://gateway.test/v1/images/omni-image')
    expect([headers.get('x-gateway-authorization'), headers.get('authorization')]).toEqual([`Bearer ${key}`, null])
    expect(headers.get('x-team')).toBe('a')
  })

  it('the answer shows the id that the client chose', async () => {
    const desk = createDesk()
    const { data } = await desk.as('alice').create({ external_task_id: 'my-id' })
    expect(data.task_info?.external_task_id).toBe('my-id')
    expect(upstreamIdOf(desk)).toMatch(/^my-id\.[\w-]{22}$/)
  })

  it('a client without ids of its own gets one', async () => {
    const { data } = await createDesk().as('alice').create()
    expect(data.task_info?.external_task_id).toMatch(/^[\da-f-]{36}$/)
  })

  it('element ids stay exact to the last digit', async () => {
    const { as, calls } = createDesk()
    const body = `{"model_name":"kling-v3-omni","prompt":"A hat","element_list":[{"element_id":829836802793406551}]}`
    const answer = await as('alice').send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    expect(answer.status).toBe(200)
    expect(calls[0]?.body).toContain('"element_id":829836802793406551}')
  })

  it.each([
    ['moderation', { prompt: 'something forbidden' }, 1301, 400],
    ['a wrong word', { resolution: '8k' }, 1201, 400],
    ['a placeholder without its item', { prompt: '<<<image_1>>>' }, 1201, 400],
  ])('%s is told as the API tells it', async (_name, changes, code, status) => {
    expect(await createDesk().as('alice').create(changes)).toMatchObject({ code, status })
  })

  it('an id that is taken is told in the words that the client recovers by, and quoted as the client knows it', async () => {
    const { as } = createDesk()
    await as('alice').create({ external_task_id: 'mine' })
    const reply = await as('alice').create({ external_task_id: 'mine' })
    expect(reply).toMatchObject({ code: 1201, status: 400, message: expect.stringMatching(/mine.*already exist/i) })
    expect(reply.message).not.toMatch(/mine\.[\w-]{22}/)
  })

  it.each([
    ['cut-before-accept', 5002],
    ['cut-after-accept', 5002],
    ['html', 5002],
    ['truncated-json', 5002],
  ] as const)('after %s the client learns that the outcome is open', async (kind, code) => {
    const { as } = createDesk({ emulator: { faults: [{ kind }] } })
    const reply = await as('alice').create()
    expect(reply.status).toBeGreaterThanOrEqual(500)
    expect([code, undefined]).toContain(reply.code)
  })

  it('a refused connection is told as a reason to come back, since nothing was created', async () => {
    const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
    const { as } = createDesk({ upstream: () => Promise.reject(refused) })
    const reply = await as('alice').create()
    expect(reply).toMatchObject({ status: 503, code: 1302 })
    expect(reply.headers.get('retry-after')).toBe('2')
  })

  it('redirects are not followed', async () => {
    const elsewhere = new Response(null, { status: 307, headers: { location: 'http://evil.test/' } })
    const { as, calls } = createDesk({ upstream: () => elsewhere.clone() })
    expect((await as('alice').create()).status).toBeGreaterThanOrEqual(400)
    expect(calls).toHaveLength(1)
  })

  it('a refused key is no reason for a page to sign its user out', async () => {
    const { as } = createDesk({ emulator: { token: 'another key' } })
    expect(await as('alice').create()).toMatchObject({ status: 403, code: 1103 })
  })

  it('waiting as the API asks is passed on', async () => {
    const { as } = createDesk({ emulator: { faults: [{ kind: 'api-error', code: 1303, retryAfterSeconds: 7 }] } })
    const reply = await as('alice').create()
    expect(reply).toMatchObject({ status: 429, code: 1303 })
    expect(reply.headers.get('retry-after')).toBe('7')
  })

  it('many who look at one task at once make one look', async () => {
    const { as, calls } = createDesk({ emulator: { latency: 60_000 } })
    const { data } = await as('alice').create()
    calls.length = 0
    await Promise.all(Array.from({ length: 50 }, () => as('alice').get(data.task_id)))
    expect(calls.length).toBeLessThanOrEqual(1)
  })

  it('only so many tasks are remembered, and the others are asked for again', async () => {
    const { as, calls } = createDesk({ handler: { maxTasks: 2 } })
    const ids: string[] = []
    for (let count = 0; count < 4; count += 1) ids.push((await as('alice').create()).data.task_id)
    calls.length = 0
    for (const id of ids) expect((await as('alice').get(id)).data.task_id).toBe(id)
    expect(calls.map(({ url }) => url.split('/').at(-1))).toEqual(ids)
  })

  it('a gateway that gives one id to two users shows neither the other’s task', async () => {
    const { as } = createDesk({
      upstream: ({ method }) => {
        const data = {
          task_id: 'same',
          task_status: 'succeed',
          task_result: { images: [{ url: 'https://a.test/1.png' }] },
        }
        return method === 'POST' ? Response.json({ code: 0, data }) : undefined
      },
    })
    expect(await as('alice').create()).toMatchObject({ code: 0 })
    const reply = await as('bob').create()
    expect(reply).toMatchObject({ status: 500, code: 5000 })
    expect(JSON.stringify(reply)).not.toContain('a.test')
  })

  it('health says that the server is there, to everybody', async () => {
    const { send } = createDesk().as(undefined)
    expect((await send('/kling/health', { method: 'HEAD' })).status).toBe(200)
    const reply = await read(await send('/kling/health'))
    expect(reply).toMatchObject({ status: 200, data: { status: 'ok' } })
  })

  it('after close nothing is begun', async () => {
    const desk = createDesk()
    void desk.handler.close()
    expect(await desk.as('alice').create()).toMatchObject({ status: 503, code: 1302 })
    expect(desk.calls).toEqual([])
  })
})
