import { expect, it } from 'vitest'
import { carryByXhr, isSafeForXhr } from './carry-by-xhr.ts'

const body = new Blob(['x'.repeat(300_000)])
const json = { accept: 'application/json', 'content-type': 'application/json' }
const { signal } = new AbortController()
const ignore = (): void => undefined

it.each<[string, string, Record<string, string>, boolean]>([
  ['our own server', '/kling', json, true],
  ['our own server, with a header of ours', '/kling', { ...json, 'x-csrf-token': 'abc' }, true],
  ['another server', 'https://api.example.com/kling', json, true],
  [
    'another server, with a header of ours',
    'https://api.example.com/kling',
    { ...json, 'x-gateway-key': 'abc' },
    false,
  ],
  ['anywhere, with a key', '/kling', { ...json, authorization: 'Bearer key' }, false],
])('what is sent to %s may follow redirects or not', (_name, url, headers, expected) => {
  expect(isSafeForXhr(new Request(url, { method: 'POST' }), { headers })).toBe(expected)
})

it('ends at once when it is aborted, with the reason', async () => {
  const controller = new AbortController()
  const { signal } = controller
  const answer = carryByXhr(body, new Request('/', { method: 'POST' }), { headers: json, signal }, ignore)
  controller.abort('late')
  await expect(answer).rejects.toBe('late')
})

it('fails like fetch where nobody answers', async () => {
  const refused = new Request('http://127.0.0.1:1/', { method: 'POST' }) // a port that browsers refuse to use
  await expect(carryByXhr(body, refused, { headers: {}, signal }, ignore)).rejects.toBeInstanceOf(TypeError)
})

it('gives an answer with its status, headers and text', async () => {
  const request = (): Request => new Request('/nothing-is-here.json', { headers: json })
  const [answer, expected] = await Promise.all([
    carryByXhr(body, request(), { headers: json, signal }, ignore),
    fetch(request()),
  ])
  expect(answer.status).toBe(expected.status)
  expect(await answer.text()).toBe(await expected.text())
  expect(answer.headers.get('content-type')).toBe(expected.headers.get('content-type'))
})
