import { afterEach, describe, expect, it, vi } from 'vitest'
import type { OmniImageHandlerOptions } from '../src/index.ts'
import { createOmniImageHandler } from '../src/index.ts'
import { createDesk, key, minimal, path, read } from './desk.ts'

afterEach(() => vi.unstubAllEnvs())

const upstream = {
  baseUrl: 'http://upstream.test',
  token: key,
  fetch: () => Promise.resolve(Response.json({ code: 0, data: [] })),
}

describe('who is let in', () => {
  it.each([undefined, '', 'x-other'])('nobody whom authorize does not know: %s', async (user) => {
    const { as, calls } = createDesk({ handler: { authorize: () => (user === 'x-other' ? false : user) } })
    expect(await as(undefined).create()).toMatchObject({ status: 401, code: 1000 })
    expect(await as(undefined).get('1')).toMatchObject({ status: 401, code: 1000 })
    expect(await as(undefined).list()).toMatchObject({ status: 401, code: 1000 })
    expect(calls).toEqual([])
  })

  it('nobody while authorize fails, and a create may come back', async () => {
    const { as } = createDesk({ handler: { authorize: () => Promise.reject(new Error('database is down')) } })
    const reply = await as('alice').create()
    expect(reply).toMatchObject({ status: 503, code: 1302 })
    expect(JSON.stringify(reply)).not.toContain('database')
  })

  it('a user may be an object', async () => {
    const { as } = createDesk({ handler: { authorize: () => ({ id: 'alice', name: 'Alice' }) } })
    expect(await as(undefined).create()).toMatchObject({ code: 0 })
  })

  it.each(['cross-site', 'same-site'])('no page of another origin: %s', async (site) => {
    const { as } = createDesk()
    const answer = await as('alice').send(path, { headers: { 'sec-fetch-site': site, origin: 'https://evil.test' } })
    expect(answer.status).toBe(403)
  })

  it('but an invited one, which may read the answer', async () => {
    const { as } = createDesk({ handler: { allowedOrigins: ['https://other.test'] } })
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://other.test' }
    const question = { ...headers, 'access-control-request-method': 'POST' }
    const preflight = await as('alice').send(path, { method: 'OPTIONS', headers: question })
    expect(preflight.status).toBe(204)
    const answer = await as('alice').send(path, { headers })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://other.test')
    const stranger = await as('alice').send(path, { headers: { ...headers, origin: 'https://evil.test' } })
    expect([stranger.status, stranger.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  it('without invitations no question of a browser is answered', async () => {
    const headers = { origin: 'https://other.test', 'access-control-request-method': 'POST' }
    const answer = await createDesk().as('alice').send(path, { method: 'OPTIONS', headers })
    expect(answer.status).toBe(405)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('without authorize', () => {
  const environmentOf = (remoteAddress: string): unknown => ({ incoming: { socket: { remoteAddress } } })

  async function statusFor(
    url: string,
    environment?: unknown,
    options: Partial<OmniImageHandlerOptions> = {},
  ): Promise<number> {
    const warn = vi.fn<(entry: object, message: string) => void>()
    const logger = { info: () => undefined, warn, error: () => undefined }
    const handler = createOmniImageHandler({ upstream, logger, ...options })
    const answers = [
      await handler.fetch(new Request(url + path), environment),
      await handler.fetch(new Request(url + path), environment),
    ]
    expect(warn).toHaveBeenCalledTimes(answers[0]?.ok ? 1 : 0)
    void handler.close()
    return answers[0]!.status
  }

  it.each([
    ['http://localhost:3000', undefined, 200],
    ['http://127.0.0.1', environmentOf('127.0.0.1'), 200],
    ['http://[::1]', environmentOf('::ffff:127.0.0.1'), 200],
    ['http://localhost', { requestIP: () => ({ address: '::1' }) }, 200],
    ['http://localhost', { remoteAddr: { hostname: '10.0.0.9' } }, 403],
    ['http://localhost', environmentOf('10.0.0.9'), 403],
    ['http://192.168.0.2', environmentOf('127.0.0.1'), 403],
    ['http://localhost.evil.test', undefined, 403],
    ['https://app.test', undefined, 403],
  ])('%s from %j: %i, and it is said once', async (url, environment, status) => {
    expect(await statusFor(url, environment)).toBe(status)
  })

  it.each([
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' },
    { 'x-forwarded-host': 'app.example.com' },
    { 'x-real-ip': '203.0.113.9' },
    { forwarded: 'for=203.0.113.9' },
  ])('nobody whom a proxy on this machine passes on: %j', async (headers) => {
    const handler = createOmniImageHandler({ upstream })
    const answer = await handler.fetch(new Request(`http://localhost${path}`, { headers }), environmentOf('127.0.0.1'))
    expect(answer.status).toBe(403)
    await handler.close()
  })

  it('but the proxy of a development server is a neighbour', async () => {
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const handler = createOmniImageHandler({ upstream, logger })
    const headers = { 'x-forwarded-for': '::1, 127.0.0.1:5173', 'x-forwarded-host': 'localhost:3000' }
    const answer = await handler.fetch(new Request(`http://localhost${path}`, { headers }), environmentOf('127.0.0.1'))
    expect(answer.status).toBe(200)
    await handler.close()
  })

  it('nobody from elsewhere who names this machine, where the request itself tells', async () => {
    const handler = createOmniImageHandler({ upstream })
    const request = Object.assign(new Request(`http://localhost${path}`), { ip: '192.168.0.9' })
    expect((await handler.fetch(request)).status).toBe(403)
    await handler.close()
  })

  it('in production not even this machine', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    expect(await statusFor('http://localhost')).toBe(403)
  })
})

describe('every answer', () => {
  it.each([
    ['a success', path],
    ['a refusal', `${path}/none`],
    ['nothing', '/elsewhere'],
  ])('%s carries strict headers', async (_name, where) => {
    const { headers } = await createDesk().as('alice').send(where)
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store, private',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
  })

  it('is one line in the log, without prompt, cookie or key', async () => {
    const lines: object[] = []
    const logger = { info: (entry: object) => void lines.push(entry), warn: () => undefined, error: () => undefined }
    const { as } = createDesk({ handler: { logger } })
    const headers = { 'content-type': 'application/json', cookie: 'session=hidden' }
    const body = JSON.stringify({ ...minimal, prompt: 'a private wish', external_task_id: 'mine', n: 2 })
    const { request_id } = await read(await as('alice').send(path, { method: 'POST', headers, body }))
    await as('alice').get('none')
    expect(lines).toMatchObject([
      { method: 'POST', route: 'create', status: 200, user: 'alice', external_task_id: 'mine', images: 2, request_id },
      { method: 'GET', route: 'get', status: 404, user: 'alice', code: 1203 },
    ])
    expect(JSON.stringify(lines)).not.toMatch(/private|hidden|sk-/)
  })
})

describe('options are checked at the start', () => {
  const good: OmniImageHandlerOptions = { upstream: { baseUrl: 'https://api.test', token: key } }

  it.each<[Partial<OmniImageHandlerOptions>, string]>([
    [{ upstream: { baseUrl: '', token: key } }, 'upstream.baseUrl'],
    [{ upstream: { baseUrl: 'https://user:pass@api.test', token: key } }, 'upstream.baseUrl'],
    [{ upstream: { baseUrl: 'https://api.test' } }, 'upstream needs token'],
    [{ upstream: { baseUrl: 'https://api.test', token: '' } }, 'upstream.token'],
    [{ upstream: { baseUrl: 'https://api.test', token: key, accessKey: 'a', secretKey: 'b' } }, 'not both'],
    [{ upstream: { baseUrl: 'https://api.test', accessKey: 'a' } }, 'upstream needs'],
    [{ authorize: () => 'alice' }, 'secret is needed'],
    [{ secret: 'short' }, 'at least 32 characters'],
    [{ secret: ['a secret of more than thirty-two characters', undefined as unknown as string] }, 'secret must have'],
    [{ authorize: true as never, secret: 'a secret of more than thirty-two characters' }, 'authorize must be'],
    [{ limits: { perUser: { createPerMinute: 3 } as never } }, 'no createPerMinute'],
    [{ limits: { total: { imagesPerDay: '3' as never } } }, 'limits.total.imagesPerDay'],
    [{ callbacks: { url: 'https://app.test/callback', secrets: ['whsec_abcdefghijklmnopq'] } }, 'callbacks.secrets'],
    [{ maxTasks: NaN }, 'maxTasks'],
    [{ basePath: 'kling' }, 'basePath'],
    [{ allowedOrigins: ['https://app.test/'] }, 'allowedOrigins'],
    [{ callbacks: { url: '/callback' } }, 'callbacks.url'],
    [{ callbacks: { url: 'https://app.test/callback', secrets: ['hush'] } }, 'callbacks.secrets'],
    [{ limits: { bodyBytes: NaN } }, 'bodyBytes'],
  ])('%j', (options, message) => {
    expect(() => createOmniImageHandler({ ...good, ...options })).toThrow(message)
  })

  it('and never shown in what is thrown', () => {
    const token = `two words of ${key}`
    expect(() => createOmniImageHandler({ upstream: { baseUrl: 'https://api.test', token } })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(key) }),
    )
  })
})
