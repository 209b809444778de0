import { afterEach, expect, it, vi } from 'vitest'
import { connectionError, json, page, refused, reset, type Answer } from '../../test/fake-api.ts'
import { everythingIn } from '../../test/everything-in.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import { base64, pngBytes } from '../../test/image-bytes.ts'

const token = 'sk-secret.token"with\\odd+signs'
const image = base64(pngBytes(700, 300))

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const echo: Answer = async (request) =>
  Response.json(
    { code: 1200, message: `${request.headers.get('authorization')} sent ${await request.text()}`, request_id: token },
    { status: 400 },
  )

it.each<[string, Answer]>([
  ['repeats the request', echo],
  ['repeats the key as its code', json({ code: token, message: 'no' }, 400)],
  ['repeats the key in OpenAI style', json({ error: { message: `Incorrect API key: ${token}`, code: token } }, 401)],
  [
    'repeats the key in its nested answer',
    json({ code: 'x', message: JSON.stringify({ code: 1002, message: token }) }, 401),
  ],
  ['repeats the key in a page', page(`<p>${token} ${image}</p>`, 502)],
  ['repeats the key where a task should be', json({ code: 0, data: { task_id: token, task_status: 7 } })],
  ['refuses the connection', refused],
  ['resets the connection', reset],
  ['is not found', connectionError('ENOTFOUND')],
  ['throws what is no error', () => Promise.reject('no')],
  ['redirects', () => new Response(null, { status: 302, headers: { location: 'https://example.com' } })],
])('no error tells the token or the image when the API %s', async (_name, answer) => {
  const { client, api } = startClient({ post: [answer], look: [answer] }, { token, deadlineMs: 30_000 })
  const failure = outcome(client.generate({ prompt: 'a hat', image_list: [{ image }] }))
  await vi.runAllTimersAsync()
  const { recover } = failure.error as { recover?: () => Promise<unknown> }
  const second = recover && (await recover().catch((error: unknown) => error))
  expect(api.posts()[0]?.headers.get('authorization')).toBe(`Bearer ${token}`)
  expect(failure.error).toBeInstanceOf(Error)
  const told = everythingIn([failure.error, second])
  expect(told).not.toContain('sk-secret')
  expect(told).not.toContain(image.slice(0, 60))
})

it('a failed task tells no image that the API repeats in its reason', async () => {
  const answer = json({
    code: 0,
    data: { task_id: 'task-1', task_status: 'failed', task_status_msg: `Bad image: ${image}` },
  })
  const { client } = startClient({ post: [answer] })
  const failure = outcome(client.generate({ prompt: 'a hat' }))
  await vi.runAllTimersAsync()
  expect(String(failure.error)).toContain('Bad image: ')
  expect(String(failure.error)).not.toContain(image.slice(0, 60))
})
