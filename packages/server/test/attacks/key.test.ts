import { describe, expect, it, vi } from 'vitest'
import { createDesk, key, path, secret, type Desk } from '../desk.ts'

/** Everything that a browser or an operator gets to see of one round of requests. */
async function seen(desk: Desk): Promise<string> {
  const { as } = desk
  const json = { 'content-type': 'application/json' }
  const create = { method: 'POST', headers: json, body: '{"model_name":"kling-v3-omni","prompt":"A hat"}' }
  const answers = [
    await as('alice').send(path, create),
    await as('alice').send(`${path}/1`),
    await as('alice').send(path),
  ]
  const texts = answers.map(async (answer) => `${answer.status} ${[...answer.headers].join()} ${await answer.text()}`)
  return (await Promise.all(texts)).join('\n')
}

describe('the key is not in what anybody sees', () => {
  it('nor is what stands in headers for the gateway, or a key as other JSON writers spell it', async () => {
    const headers = { 'x-gateway-key': 'Basic gateway/secret/0123456789' }
    const token = 'sk/with/slashes/0123456789'
    const echo = JSON.stringify({ code: 1201, message: `gateway/secret/0123456789 ${token}` }).replaceAll('/', '\\/')
    const text = await seen(
      createDesk({
        upstream: () => new Response(echo, { status: 400 }),
        handler: { upstream: { baseUrl: 'http://upstream.test', headers, token } },
      }),
    )
    expect(text).toContain('… …')
    expect(text).not.toMatch(/secret|slashes/)
  })

  it.each<[string, () => Response | Promise<Response>]>([
    ['an error of the API', () => Response.json({ code: 1002, message: `token ${key} is wrong` }, { status: 401 })],
    [
      'an error without a code',
      () => Response.json({ error: { message: `Bearer ${key}`, type: key, code: key } }, { status: 500 }),
    ],
    ['an answer that is none', () => Response.json({ code: 0, data: { task_id: { [key]: key } }, request_id: key })],
    ['a task', () => Response.json({ code: 0, data: { task_id: '1', task_status: 'failed', task_status_msg: key } })],
    ['a page', () => new Response(`<html>${key}</html>`, { status: 502, headers: { 'content-type': 'text/html' } })],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: `https://evil.test/?${key}` } })],
    [
      'headers',
      () => Response.json({ code: 0, data: [] }, { headers: { 'x-echo': key, 'retry-after': key, 'set-cookie': key } }),
    ],
    [
      'a broken connection',
      () => Promise.reject(Object.assign(new TypeError(`fetch failed ${key}`), { cause: new Error(key) })),
    ],
    [
      'an exception',
      () => {
        throw new Error(`${key} was unexpected`)
      },
    ],
    ['what is no answer', () => ({ status: key }) as unknown as Response],
  ])('though it is in %s', async (_name, upstream) => {
    const said: string[] = []
    const write = (...words: unknown[]): void =>
      void said.push(
        JSON.stringify(words, (_key, value: unknown) =>
          value instanceof Error ? [value.message, value.stack] : value,
        ),
      )
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(write),
    )
    const logger = { info: write, warn: write, error: write }
    const text = await seen(createDesk({ upstream, handler: { logger } }))
    for (const spy of spies) spy.mockRestore()
    expect(text).toMatch(/^\d{3} /)
    expect(said.length).toBeGreaterThanOrEqual(3) // one line for each request
    for (const part of [key, secret]) {
      expect(text).not.toContain(part)
      expect(said.join('\n')).not.toContain(part)
    }
  })
})
