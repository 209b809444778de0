import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished, describe, expect, it } from 'vitest'
import { createUpstreamEndpoint } from '../server/upstream-endpoint.ts'

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A bare server that notes what reaches it, and a page before it. */
async function startUpstream(status = 200, headers: Record<string, string> = {}) {
  const seen: Seen[] = []
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await text(request)
      seen.push({ method: request.method, url: request.url, headers: request.headers, body })
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end('{"code":0}')
    }
    void answer()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const endpoint = createUpstreamEndpoint({ baseUrl: `${baseUrl}/`, basePath: '/gate', token: 'key-1' })
  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    endpoint.fetch(new Request(`http://localhost:5173${path}`, init))
  return { seen, ask }
}

const create = '/kling/v1/images/omni-image'

describe('a real endpoint', () => {
  it('gets the create with the token and little else', async () => {
    const { seen, ask } = await startUpstream()
    const headers = { 'content-type': 'application/json', cookie: 'session=1', 'x-forwarded-for': '10.0.0.1' }
    await ask(create, {
      method: 'POST',
      body: '{"prompt":"a"}',
      headers: { ...headers, authorization: 'Bearer other' },
    })
    expect(seen).toMatchObject([{ method: 'POST', url: '/gate/v1/images/omni-image', body: '{"prompt":"a"}' }])
    expect(seen[0]?.headers.authorization).toBe('Bearer key-1')
    expect(seen[0]?.headers).not.toHaveProperty('cookie')
    expect(seen[0]?.headers).not.toHaveProperty('x-forwarded-for')
  })

  it('gets the id and the page of a list, and no other question', async () => {
    const { seen, ask } = await startUpstream()
    await ask(`${create}/task%201`)
    await ask(`${create}?pageNum=2&pageSize=5&callback=evil`)
    expect(seen.map(({ url }) => url)).toEqual([
      '/gate/v1/images/omni-image/task%201',
      '/gate/v1/images/omni-image?pageNum=2&pageSize=5',
    ])
  })

  it.each([
    ['GET', '/kling/v1/account/costs'],
    ['GET', '/v1/images/omni-image'],
    ['DELETE', create],
    ['GET', `${create}/a/b`],
    ['GET', `${create}/a%2F..%2Fb`],
    ['GET', `${create}/`],
  ])('is not asked %s %s', async (method, path) => {
    const { seen, ask } = await startUpstream()
    expect((await ask(path, { method })).status).toBe(404)
    expect(seen).toEqual([])
  })

  it.each([{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }])(
    'is not paid by another page: %o',
    async (headers) => {
      const { seen, ask } = await startUpstream()
      const answer = await ask(create, { method: 'POST', body: '{}', headers: headers as Record<string, string> })
      expect(answer.status).toBe(403)
      expect(seen).toEqual([])
    },
  )

  it('cannot send the token on by a redirect', async () => {
    const { seen, ask } = await startUpstream(302, { location: '/kling/stolen' })
    expect((await ask(`${create}/1`)).status).toBe(502)
    expect(seen).toHaveLength(1)
  })

  it('answers with the body and the headers that matter', async () => {
    const { ask } = await startUpstream(429, { 'retry-after': '7', 'set-cookie': 'a=b', 'x-internal': '1' })
    const answer = await ask(`${create}/1`)
    expect(answer.status).toBe(429)
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'retry-after': '7',
    })
  })

  it('that is down is said to be down', async () => {
    const endpoint = createUpstreamEndpoint({ baseUrl: 'http://127.0.0.1:9', basePath: '', token: 'key-1' })
    const answer = await endpoint.fetch(new Request(`http://localhost:5173${create}/1`))
    expect(answer.status).toBe(502)
    expect(await answer.text()).not.toContain('key-1')
  })
})
