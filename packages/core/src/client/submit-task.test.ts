import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  after,
  connectionError,
  json,
  notFound,
  ok,
  page,
  processing,
  refusal,
  refused,
  reset,
  silence,
  submitted,
  succeed,
  task,
  type Answer,
} from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import type { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'

const input = { prompt: 'a lighthouse' }
const duplicate = refusal(1201, 400, 'External_task_id already exists')

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const unclear: [string, Answer][] = [
  ['the connection was reset', reset],
  ['the connection failed without a reason', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['the passed-in fetch broke', () => Promise.reject(new Error('bug'))],
  ['no answer came', silence],
  ['HTTP 500 came', page('<html>', 500)],
  ['HTTP 502 came', page('<html>', 502)],
  ['HTTP 504 came', page('<html>', 504)],
  ['code 5000 came', refusal(5000, 500)],
  ['code 5002 came with HTTP 200', refusal(5002, 200)],
  ['an HTTP status came as the code of a 200', refusal(500, 200)],
  ['a page came with HTTP 200', page('<html>')],
  ['the answer broke off', () => new Response('{"code":0,"data":{"task_id":"ta')],
  [
    'the answer was cut off',
    () => new Response(new ReadableStream({ pull: (body) => body.error(new TypeError('terminated')) })),
  ],
  ['the answer had no task', json({ code: 0, message: 'SUCCEED', data: null })],
]

describe('after a request whose fate is unknown', () => {
  it.each(unclear)('the task is adopted when it is found: %s', async (_name, answer) => {
    const { client, api } = startClient({ post: [answer], look: [notFound, processing] })
    const accepted = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(40_000)
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it('the task is looked for under the id that was sent', async () => {
    const { client, api } = startClient({ post: [reset], look: [processing] })
    const accepted = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    const [{ external_task_id } = { external_task_id: '' }] = (await Promise.all(
      api.posts().map((request) => request.json()),
    )) as { external_task_id: string }[]
    expect(external_task_id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(api.looks()[0]?.url).toMatch(new RegExp(`/${external_task_id}$`))
    expect(accepted.value?.external_task_id).toBe(external_task_id)
  })

  it.each(unclear)('nothing is sent again when it is not found: %s', async (_name, answer) => {
    const { client, api } = startClient({ post: [answer], look: [notFound] })
    const refusal = outcome(client.submit({ ...input, external_task_id: 'order-1' }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(refusal.error).toMatchObject({
      code: 'submit-uncertain',
      external_task_id: 'order-1',
      cause: { name: expect.any(String) },
    })
    expect(api.posts()).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a network that is down is waited for', async () => {
    const { client, api } = startClient({ post: [reset], look: [...Array<Answer>(8).fill(reset), processing] })
    const accepted = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(120_000)
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it('a network that stays down ends with the deadline', async () => {
    const { client, api } = startClient({ post: [reset], look: [reset] }, { deadlineMs: 60_000 })
    const refusal = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(70_000)
    expect(refusal.error).toMatchObject({ code: 'submit-uncertain' })
    expect(api.posts()).toHaveLength(1)
  })

  it('a refused key ends the search at once', async () => {
    const { client, api } = startClient({ post: [reset], look: [refusal(1002, 401)] })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'submit-uncertain' })
    expect(api.looks()).toHaveLength(1)
  })

  it('a long Retry-After does not put the search off', async () => {
    const unavailable = json({ code: 5001, message: 'maintenance' }, 503, { 'retry-after': '3600' })
    const { client } = startClient({ post: [unavailable], look: [processing] })
    const accepted = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
  })
})

describe('recover()', () => {
  const uncertainAfter = async (look: Answer[]) => {
    const { client, api } = startClient({ post: [reset], look: [...Array<Answer>(4).fill(notFound), ...look] })
    const started = client.start(input)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(api.looks()).toHaveLength(4)
    return { client, api, started, error: started.getSnapshot().error as SubmitUncertainError }
  }

  it('gives the task when it has turned up', async () => {
    const { api, error } = await uncertainAfter([processing, succeed])
    const found = await error.recover()
    const result = outcome(found.result())
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1', images: [{ index: 0 }] })
    expect(api.posts()).toHaveLength(1)
  })

  it('shows the task on the screen that lost it', async () => {
    const { started, error } = await uncertainAfter([processing])
    await error.recover()
    expect(started.getSnapshot()).toMatchObject({ status: 'processing', task_id: 'task-1', error: undefined })
  })

  it('rejects with itself while the task is still not there, and can be called again', async () => {
    const { started, error } = await uncertainAfter([notFound, processing])
    await expect(error.recover()).rejects.toBe(error)
    expect(started.getSnapshot()).toMatchObject({ status: 'failed', error })
    await expect(error.recover()).resolves.toMatchObject({ task_id: 'task-1' })
  })

  it('leaves the way open after a failed look, for resume() as well', async () => {
    const { started, error } = await uncertainAfter([reset, processing])
    await error.recover().catch(() => undefined)
    started.resume()
    await vi.advanceTimersByTimeAsync(0)
    expect(started.getSnapshot()).toMatchObject({ status: 'processing', task_id: 'task-1' })
  })

  it('gives a task that was found before without another look', async () => {
    const { api, started, error } = await uncertainAfter([processing, reset])
    const found = await error.recover()
    expect(await error.recover()).toBe(found)
    expect(started.getSnapshot()).toMatchObject({ status: 'processing' })
    expect(api.looks()).toHaveLength(5)
  })

  it('takes no pictures away when it is called once more after the end', async () => {
    const { started, error } = await uncertainAfter([succeed, reset])
    await error.recover()
    await error.recover().catch(() => undefined)
    expect(started.getSnapshot()).toMatchObject({ status: 'succeed', images: [{ index: 0 }] })
  })
})

describe('a busy API', () => {
  it.each([
    [1302, 'too many requests'],
    [1303, 'parallel task over resource pack limit'],
  ])('is asked again after %i', async (code, message) => {
    const busy = refusal(code, 429, message)
    const { client, api } = startClient({ post: [busy, busy, busy, busy, submitted] })
    const accepted = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.looks()).toHaveLength(0)
  })

  it('is asked with the same id', async () => {
    const { client, api } = startClient({ post: [refusal(1303, 429), submitted] })
    void client.submit(input)
    await vi.runAllTimersAsync()
    const [first, second] = await Promise.all(api.posts().map((request) => request.text()))
    expect(second).toBe(first)
  })

  it('is asked no earlier than it says', async () => {
    const { client, api } = startClient({ post: [refusal(1302, 429, 'busy', { 'retry-after': '30' }), submitted] })
    void client.submit(input)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(api.posts()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(api.posts()).toHaveLength(2)
  })

  it('is given up at the deadline', async () => {
    const { client } = startClient({ post: [refusal(1303, 429)] }, { deadlineMs: 60_000 })
    const failure = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(61_000)
    expect(failure.error).toMatchObject({ code: 'api', kind: 'concurrency', notCreated: true })
  })

  it.each(['3600', '99999999'])(
    'that asks for %s s is not waited for past the deadline, nor flooded',
    async (seconds) => {
      const { client, api } = startClient({ post: [refusal(1303, 429, 'busy', { 'retry-after': seconds })] })
      const failure = outcome(client.submit(input))
      await vi.advanceTimersByTimeAsync(600_000)
      expect(failure.error).toMatchObject({ kind: 'concurrency' })
      expect(api.posts()).toHaveLength(1)
    },
  )

  it('is left alone after an abort, and nothing is billed', async () => {
    const { client, api } = startClient({ post: [refusal(1303, 429), submitted] })
    const controller = new AbortController()
    const failure = outcome(client.submit(input, { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(failure.error).toBe('enough')
    expect(api.posts()).toHaveLength(1)
  })
})

describe('what surely made no task', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'is sent again after %s',
    async (code) => {
      const { client, api } = startClient({ post: [connectionError(code), submitted] })
      const accepted = outcome(client.submit(input))
      await vi.runAllTimersAsync()
      expect(accepted.value).toMatchObject({ task_id: 'task-1' })
      expect(api.looks()).toHaveLength(0)
    },
  )

  it.each([
    [undefined, 3],
    [0, 1],
    [4, 5],
  ])('with retry %o is sent at most %i times', async (retry, count) => {
    const { client, api } = startClient({ post: [refused] }, retry === undefined ? {} : { retry })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'connection', notCreated: true })
    expect(api.posts()).toHaveLength(count)
  })

  it.each([
    [1100, 429, 'balance'],
    [1101, 429, 'balance'],
    [1102, 429, 'balance'],
    [1304, 429, 'permission'],
    [1301, 400, 'moderation'],
    [1201, 400, 'invalid-request'],
    [1002, 401, 'authentication'],
  ])('is not sent again after %i', async (code, httpStatus, kind) => {
    const { client, api } = startClient({ post: [refusal(code, httpStatus)] })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'api', kind, apiCode: code })
    expect(api.sent).toHaveLength(1)
  })

  it('is not sent again after a 429 that says nothing', async () => {
    const { client, api } = startClient({ post: [json({ error: { message: 'upstream saturated' } }, 429)] })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ kind: 'rate-limit' })
    expect(api.sent).toHaveLength(1)
  })

  it('is told apart from a request that was never sent, for want of a token', async () => {
    const token = (): Promise<string> => new Promise(() => undefined)
    const { client, api } = startClient({}, { token, retry: 0 })
    const failure = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(30_000)
    expect(failure.error).toMatchObject({ notCreated: true })
    expect(api.sent).toEqual([])
  })

  it('is told apart from a request that could not be written', async () => {
    const circle: Record<string, unknown> = { ...input }
    circle['circle'] = circle
    const { client, api } = startClient({ look: [notFound] }, { retry: 0 })
    const failure = outcome(client.submit(circle as typeof input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'unexpected' })
    expect(api.sent).toEqual([])
  })
})

describe('an id that exists already', () => {
  it('is adopted when it was drawn for this request', async () => {
    const { client, api } = startClient({ post: [duplicate], look: [processing] })
    const accepted = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it('is an error when the caller gave it, and says what to do', async () => {
    const { client, api } = startClient({ post: [duplicate], look: [processing] })
    const failure = outcome(client.submit({ ...input, external_task_id: 'order-1' }))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({
      code: 'api',
      reason: 'duplicate-id',
      apiCode: 1201,
      external_task_id: 'order-1',
      message: expect.stringContaining("client.task('order-1')"),
    })
    expect(api.looks()).toHaveLength(1)
  })

  it('is adopted when the caller gave it and an unclear request has gone before', async () => {
    const { client, api } = startClient(
      { post: [reset, duplicate], look: [...Array<Answer>(4).fill(notFound), processing] },
      { resubmit: 'if-not-found' },
    )
    const accepted = outcome(client.submit({ ...input, external_task_id: 'order-1' }))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(2)
  })

  it('is uncertain when its task cannot be found', async () => {
    const { client, api } = startClient({ post: [duplicate], look: [notFound] })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'submit-uncertain' })
    expect(api.posts()).toHaveLength(1)
  })

  it('is adopted when the task under it is as young as the request: a gateway has sent it twice', async () => {
    const found: Answer = (request) => ok(task('processing', { created_at: Date.now() - 100 }))(request)
    const { client, api } = startClient({ post: [after(1_000, duplicate)], look: [found] })
    const accepted = outcome(client.submit({ ...input, external_task_id: 'order-1' }))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it('does not claim that nothing was made where the task under it cannot be looked at', async () => {
    const { client } = startClient({ post: [duplicate], look: [notFound] })
    const failure = outcome(client.submit({ ...input, external_task_id: 'order-1' }))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ reason: 'duplicate-id', notCreated: false })
  })

  it('is an error, too, when a task that is far older is found after an unclear request', async () => {
    const found: Answer = (request) => ok(task('processing', { created_at: Date.now() - 4_000_000 }))(request)
    const { client } = startClient({ post: [reset], look: [found] })
    const end = outcome(client.submit({ ...input, external_task_id: 'order-1' }))
    await vi.runAllTimersAsync()
    expect(end.error).toMatchObject({
      reason: 'duplicate-id',
      message: expect.stringContaining('older task'),
      external_task_id: 'order-1',
    })
  })

  it.each([
    ['a moment ago', -2_000],
    ['in the future, by a clock that is wrong', 4_000_000],
  ])('is adopted when its task was created %s', async (_name, sinceMs) => {
    const found: Answer = (request) => ok(task('processing', { created_at: Date.now() + sinceMs }))(request)
    const { client } = startClient({ post: [reset], look: [found] })
    const end = outcome(client.submit({ ...input, external_task_id: 'order-1' }))
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ task_id: 'task-1' })
  })
})

describe("with resubmit: 'if-not-found'", () => {
  const resubmit = 'if-not-found'
  const bodies = (requests: readonly Request[]): Promise<string[]> =>
    Promise.all(requests.map((request) => request.text()))

  it('a request that has left no task is sent once more, under the same id', async () => {
    const { client, api } = startClient({ post: [reset, submitted], look: [notFound] }, { resubmit })
    const accepted = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    const [first, second, ...more] = await bodies(api.posts())
    expect(second).toBe(first)
    expect(more).toEqual([])
  })

  it('a task that is found is not sent again', async () => {
    const { client, api } = startClient({ post: [reset], look: [notFound, processing] }, { resubmit })
    const accepted = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it('nothing is sent a third time', async () => {
    const { client, api } = startClient({ post: [reset], look: [notFound] }, { resubmit })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'submit-uncertain' })
    expect(api.posts()).toHaveLength(2)
  })

  it.each<[string, Answer]>([
    ['the key is refused', refusal(1002, 401)],
    ['the network stays down', reset],
  ])('nothing is sent again while %s, as nobody knows what is there', async (_name, look) => {
    const { client, api } = startClient({ post: [reset], look: [look] }, { resubmit })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'submit-uncertain' })
    expect(api.posts()).toHaveLength(1)
  })

  it('a busy API is asked again the second time as well', async () => {
    const { client, api } = startClient(
      { post: [reset, refusal(1303, 429), refusal(1302, 429), submitted], look: [notFound] },
      { resubmit },
    )
    const accepted = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(4)
  })

  it('a refusal of the second request leaves the first one uncertain', async () => {
    const { client } = startClient({ post: [reset, refusal(1301, 400)], look: [notFound] }, { resubmit })
    const failure = outcome(client.submit(input))
    await vi.runAllTimersAsync()
    expect(failure.error).toMatchObject({ code: 'submit-uncertain', cause: { kind: 'moderation' } })
  })

  it('an abort after the first request takes nothing back', async () => {
    const { client, api } = startClient({ post: [reset, after(1_000, submitted)], look: [notFound] }, { resubmit })
    const controller = new AbortController()
    const started = client.start(input, { signal: controller.signal })
    await vi.advanceTimersByTimeAsync(3_000)
    controller.abort('enough')
    await vi.runAllTimersAsync()
    expect(started.getSnapshot()).toMatchObject({ status: 'submitted', task_id: 'task-1' })
    expect(api.posts()).toHaveLength(2)
  })
})

describe('an abort', () => {
  it('before the request cancels it', async () => {
    const { client, api } = startClient({ post: [submitted] })
    await expect(client.submit(input, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
    await vi.runAllTimersAsync()
    expect(api.sent).toEqual([])
  })

  it('while the references are read cancels it', async () => {
    const { client, api } = startClient({ post: [submitted] })
    const controller = new AbortController()
    const image = new Blob(['/9j/'])
    const failure = outcome(client.submit({ ...input, image_list: [{ image }] }, { signal: controller.signal }))
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(100)
    expect(failure.error).toBe('enough')
    expect(api.sent).toEqual([])
  })

  it('during the request ends the wait at once, while the task is kept', async () => {
    const { client, api } = startClient({ post: [after(5_000, submitted)] })
    const controller = new AbortController()
    const started = client.start(input, { signal: controller.signal })
    const failure = outcome(started.accepted({ signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(0)
    expect(failure.error).toBe('enough')
    expect(api.posts()[0]?.signal.aborted).toBe(false)
    await vi.runAllTimersAsync()
    expect(started.getSnapshot()).toMatchObject({ status: 'submitted', task_id: 'task-1' })
  })

  it('during the search for a task does not end the search', async () => {
    const { client } = startClient({ post: [reset], look: [notFound, ok(task('processing'))] })
    const controller = new AbortController()
    const started = client.start(input, { signal: controller.signal })
    await vi.advanceTimersByTimeAsync(1_500)
    controller.abort('enough')
    await vi.runAllTimersAsync()
    expect(started.getSnapshot()).toMatchObject({ status: 'processing', task_id: 'task-1' })
  })
})
