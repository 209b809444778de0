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
  await vi.waitFor(() => expect(api.posts()).toHaveLength(1)) // what reads images is loaded first
  await vi.runAllTimersAsync()
  const { recover } = failure.error as { recover?: () => Promise<unknown> }
  const second = recover && (await recover().catch((error: unknown) => error))
  expect(api.posts()[0]?.headers.get('authorization')).toBe(`Bearer ${token}`)
  expect(failure.error).toBeInstanceOf(Error)
  const told = everythingIn([failure.error, second])
  expect(told).not.toContain('sk-secret')
  expect(told).not.toContain(image.slice(0, 60))
})

it.each([
  ['x-api-key', 'gw-secret-1', 'gw-secret-1'],
  ['Cookie', 'session=gw-secret-2', 'session=gw-secret-2'],
  ['Authorization', 'Basic Z3ctc2VjcmV0', 'Z3ctc2VjcmV0'],
])('no error tells the header %s of the app when the API repeats it', async (name, value, secret) => {
  const repeat: Answer = ({ headers }) =>
    Response.json(
      { code: secret, message: `key ${headers.get(name)} or ${secret}?`, request_id: secret },
      { status: 401 },
    )
  const { client } = startClient({ look: [repeat] }, { headers: { [name]: value, 'X-Team': 'key' } })
  const failure = outcome(client.get('task-1'))
  await vi.runAllTimersAsync()
  expect(failure.error).toMatchObject({ code: 'api', message: expect.stringMatching(/key .*… or …\?/) })
  expect(everythingIn(failure.error)).not.toContain(secret)
})

it('a header that says what is asked for is no secret', async () => {
  const refuse = json({ code: 1201, message: 'send application/json' }, 400)
  const { client } = startClient({ look: [refuse] }, { headers: { accept: 'application/json' } })
  const failure = outcome(client.get('task-1'))
  await vi.runAllTimersAsync()
  expect(failure.error).toMatchObject({ message: expect.stringContaining('send application/json') })
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
  expect(failure.error).toMatchObject({ reason: 'Bad image: …' })
})
