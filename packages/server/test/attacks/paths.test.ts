import { describe, expect, it } from 'vitest'
import { createDesk, path } from '../desk.ts'
import { listen } from '../listen.ts'
import { sendRaw } from './send-raw.ts'

const asMallory = 'Host: app.test\r\nx-user: mallory\r\n\r\n'

describe('a path', () => {
  it.each([
    '/kling/v1/images/omni-image/../../../etc/passwd',
    '/kling/v1/images/omni-image/%2e%2e',
    '/kling/v1/images/omni-image/%2e%2e/%2e%2e/account/costs',
    '/kling/v1/images/omni-image/..%2f..%2fadmin',
    '/kling/v1/images/omni-image/..%5c..%5cadmin',
    '/kling/v1/images/omni-image/%252e%252e%252fadmin',
    '/kling/v1/images/omni-image/%00',
    '/kling/v1/images/omni-image/a%0d%0ax-evil:%201',
    '/kling/v1/images/omni-image/%ff',
    '/kling/v1/images/omni-image/',
    '/kling/v1/images/omni-image//',
    '/kling/v1/images/omni-image/a/b',
    '/kling/v1/images/omni-image;a=b',
    '/kling/v1/images/omni%2dimage',
    '/kling/v1/images%2fomni-image',
    '/kling%2fv1/images/omni-image',
    '\\kling\\v1\\images\\generations',
    '//kling/v1/images/omni-image',
    '//evil.test/kling/v1/images/omni-image',
    '/kling//v1/images/omni-image',
    '/KLING/v1/images/omni-image',
    '/kling/v1/images/generations',
    '/kling/v1/videos/text2video',
    '/v1/images/omni-image',
    '/',
  ])('%s leads nowhere', async (where) => {
    const desk = createDesk()
    const port = await listen(desk)
    const answer = await sendRaw(port, `GET ${where} HTTP/1.1\r\n${asMallory}`)
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(answer).not.toContain('x-evil')
    // At most one look for an id that is none, where looks belong.
    expect(desk.calls.filter(({ url }) => !url.startsWith(`http://upstream.test${path}/`))).toEqual([])
  })

  it.each([
    [`http://evil.test${path}`, 'evil.test'],
    [`http://upstream.test${path}`, 'upstream.test'],
    [`https://evil.test:1${path}`, 'app.test'],
    [`http://user:word@evil.test${path}`, 'app.test'],
    [path, 'a b'],
    [path, 'evil.test/x?'],
    [path, 'evil.test#'],
  ])('%s with the host %s changes nothing about the target', async (target, host) => {
    const desk = createDesk()
    const port = await listen(desk)
    await sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nx-user: mallory\r\n\r\n`)
    for (const { url } of desk.calls) expect(url).toMatch(/^http:\/\/upstream\.test\/kling\/v1\/images\/omni-image\?/)
  })

  it.each([
    ['a name that leads to this machine', path, 'rebound.evil.test'],
    ['a whole address', `http://rebound.evil.test${path}`, 'rebound.evil.test'],
    ['a name that begins like this machine’s', path, 'localhost.evil.test'],
    ['a name with a port', path, '127.0.0.1.evil.test:80'],
  ])('without authorize %s is not let in', async (_name, target, host) => {
    const desk = createDesk({ handler: { authorize: undefined } })
    const port = await listen(desk)
    const answer = await sendRaw(port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /)
    expect(desk.calls).toEqual([])
  })
})

describe('a method', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'TRACE', 'get', 'Post', 'constructor', '__proto__'])(
    '%s does nothing',
    async (method) => {
      const desk = createDesk()
      const port = await listen(desk)
      const answer = await sendRaw(port, `${method} ${path} HTTP/1.1\r\n${asMallory}`)
      expect(answer).toMatch(/^HTTP\/1\.1 40[05] /)
      expect(desk.calls).toEqual([])
    },
  )

  it.each(['CONNECT upstream.test:443', 'OPTIONS *', 'PRI *'])('%s opens nothing', async (start) => {
    const desk = createDesk()
    const answer = await sendRaw(await listen(desk), `${start} HTTP/1.1\r\n${asMallory}`)
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/)
    expect(desk.calls).toEqual([])
  })

  it('that a header or the query would rather have is not believed', async () => {
    const { as, calls } = createDesk()
    const headers = { 'x-http-method-override': 'POST', 'x-http-method': 'POST', 'x-method-override': 'POST' }
    await as('mallory').send(`${path}?_method=POST`, { headers })
    expect(calls.map(({ method }) => method)).toEqual(['GET'])
  })

  it.each([
    ['POST to a task', 'POST', `${path}/1`],
    ['GET of a callback', 'GET', '/kling/callback'],
    ['POST to health', 'POST', '/kling/health'],
  ])('%s is none', async (_name, method, where) => {
    const { as, calls } = createDesk({ handler: { callbacks: { url: 'https://app.test/kling/callback' } } })
    expect((await as('mallory').send(where, { method })).status).toBe(405)
    expect(calls).toEqual([])
  })
})

describe('a request of two meanings', () => {
  it.each([
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 40\r\n'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n'],
    ['odd chunks', 'Transfer-Encoding: xchunked\r\n'],
    ['a folded header', 'x-a: 1\r\n x-user: alice\r\n'],
  ])('by %s is refused', async (_name, headers) => {
    const desk = createDesk()
    const start = `POST ${path} HTTP/1.1\r\nHost: app.test\r\nx-user: mallory\r\ncontent-type: application/json\r\n`
    const smuggled = `GET ${path} HTTP/1.1\r\nHost: app.test\r\nx-user: alice\r\n\r\n`
    const answer = await sendRaw(await listen(desk), `${start}${headers}\r\n0\r\n\r\n${smuggled}`)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(desk.calls).toEqual([])
  })
})
