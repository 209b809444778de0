import { describe, expect, it, vi } from 'vitest'
import { createDesk } from '../desk.ts'

const publicApi = { handler: { upstream: { baseUrl: 'https://upstream.example.com' } } }

describe('an address of a picture', () => {
  it.each([
    'http://127.0.0.1/a.png',
    'http://127.1/a.png',
    'http://2130706433/a.png',
    'http://0x7f000001/a.png',
    'http://0177.0.0.1/a.png',
    'http://0/a.png',
    'http://[::]/a.png',
    'http://[::1]/a.png',
    'http://[::ffff:127.0.0.1]/a.png',
    'http://[::ffff:a9fe:a9fe]/a.png',
    'http://[fd00:ec2::254]/latest',
    'http://[fe80::1]/a.png',
    'http://169.254.169.254/latest/meta-data',
    'http://100.100.100.200/latest',
    'http://10.0.0.1/a.png',
    'http://172.16.0.1/a.png',
    'http://192.168.0.1/a.png',
    'http://localhost/a.png',
    'http://LOCALHOST./a.png',
    'http://a.localhost/a.png',
    'http://metadata.google.internal/a',
    'http://printer.local/a.png',
    'http://intranet/a.png',
    'http://１２７.０.０.１/a.png',
    'https://user:word@example.com/a.png',
    'https://example.com@127.0.0.1/a.png',
    'http:\\\\127.0.0.1\\a.png',
    'file:///etc/passwd',
    'gopher://127.0.0.1:6379/_flushall',
    'ftp://example.com/a.png',
    'javascript:alert(1)',
    '//127.0.0.1/a.png',
    ' http://127.0.0.1/a.png',
  ])('%s goes nowhere', async (image) => {
    const { as, calls } = createDesk(publicApi)
    expect(await as('mallory').create({ image_list: [{ image }] })).toMatchObject({ status: 400, code: 1201 })
    expect(calls).toEqual([])
  })

  it('that is public is passed on, and never opened here', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const { as, calls } = createDesk(publicApi)
    expect(await as('alice').create({ image_list: [{ image: 'https://example.com/a.png' }] })).toMatchObject({
      code: 0,
    })
    expect(calls.map(({ url }) => new URL(url).host)).toEqual(['upstream.example.com'])
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockRestore()
  })
})

describe('a callback address of a client', () => {
  it.each([
    'http://127.0.0.1:6379/',
    'http://169.254.169.254/',
    'https://evil.test/',
    'file:///etc/passwd',
    ' ',
    'https://app.test/kling/callback',
  ])('%j is replaced by the server’s own', async (callback_url) => {
    const { as, calls } = createDesk({
      ...publicApi,
      emulator: { callbackHosts: ['app.test'], callbackFetch: () => Promise.reject(new Error('lost')) },
      handler: { ...publicApi.handler, callbacks: { url: 'https://app.test/kling/callback' } },
    })
    expect(await as('mallory').create({ callback_url, external_task_id: 'mine' })).toMatchObject({ code: 0 })
    const sent = JSON.parse(calls[0]!.body) as { callback_url: string }
    expect(sent.callback_url).toMatch(/^https:\/\/app\.test\/kling\/callback\/mine\.[\w-]{22}\/[\w-]{22}$/)
  })
})
