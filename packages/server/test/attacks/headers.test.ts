import { describe, expect, it } from 'vitest'
import { createDesk, key, path } from '../desk.ts'
import { listen } from '../listen.ts'
import { sendRaw } from './send-raw.ts'

describe('headers of a request', () => {
  it('do not reach the API, whatever they claim', async () => {
    const { as, calls } = createDesk()
    const headers = {
      'x-target-url': 'http://evil.test',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-for': '127.0.0.1',
      'x-original-url': '/admin',
      'x-rewrite-url': '/admin',
      'x-fal-target-url': 'http://evil.test',
      authorization: 'Bearer stolen',
      cookie: 'a=b',
      forwarded: 'host=evil.test',
    }
    await as('mallory').send(`${path}?baseUrl=http://evil.test&callback_url=http://evil.test`, { headers })
    expect(calls[0]?.url).toBe(`http://upstream.test${path}?pageNum=1&pageSize=200`)
    expect([...calls[0]!.headers.keys()].toSorted()).toEqual(['accept', 'authorization'])
    expect(calls[0]?.headers.get('authorization')).toBe(`Bearer ${key}`)
  })

  it('do not make somebody far away a neighbour', async () => {
    const { handler, calls } = createDesk({ handler: { authorize: undefined } })
    const headers = { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' }
    const far = { incoming: { socket: { remoteAddress: '203.0.113.9' } } }
    expect((await handler.fetch(new Request(`http://localhost${path}`, { headers }), far)).status).toBe(403)
    expect(calls).toEqual([])
  })
})

describe('an answer', () => {
  it.each([
    ['the id', `GET ${path}/a%0d%0aset-cookie:%20evil=1 HTTP/1.1\r\nHost: app.test\r\n`],
    ['the query', `GET ${path}?pageNum=1%0d%0aset-cookie:%20evil=1 HTTP/1.1\r\nHost: app.test\r\n`],
    [
      'Last-Event-ID',
      `GET ${path} HTTP/1.1\r\nHost: app.test\r\naccept: text/event-stream\r\nlast-event-id: 1%0d%0adata: evil=1\r\n`,
    ],
    ['the origin', `GET ${path} HTTP/1.1\r\nHost: app.test\r\norigin: https://evil=1.test\r\n`],
    ['the host', `GET ${path} HTTP/1.1\r\nHost: evil=1.test\r\n`],
  ])('takes no header and no event from %s', async (_name, head) => {
    const desk = createDesk({ handler: { allowedOrigins: ['https://app.test'] } })
    const answer = await sendRaw(await listen(desk), `${head}x-user: mallory\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 \d{3} /)
    expect(answer).not.toMatch(/set-cookie|evil=1/i)
  })

  it('takes none from the API either', async () => {
    const { as } = createDesk({
      upstream: () =>
        Response.json(
          { code: 1302, message: 'slow\r\nset-cookie: evil=1' },
          {
            status: 429,
            headers: { 'retry-after': '7, x', 'set-cookie': 'evil=1', location: 'https://evil.test', 'x-key': key },
          },
        ),
    })
    const { headers } = await as('alice').send(`${path}/1`)
    expect([...headers.keys()].filter((name) => ['set-cookie', 'location', 'x-key'].includes(name))).toEqual([])
    expect([...headers.values()].join()).not.toContain('evil')
  })
})
