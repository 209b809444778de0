import { afterEach, describe, expect, it, vi } from 'vitest'
import { notFound, ok, processing, refusal, submitted, succeed, task } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import { createImageTask } from './image-task.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const input = { prompt: 'a lighthouse' }

describe('a task that fails with a reason that is no text', () => {
  it.each([1301, { why: 'policy' }, ['policy'], true, null])('ends all the same: %o', async (task_status_msg) => {
    const dead = ok(task('failed', { task_status_msg: task_status_msg as never }))
    const { client } = startClient({ post: [submitted], look: [dead] })
    const end = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(end.error).toMatchObject({ code: 'task-failed', task_id: 'task-1' })
  })
})

describe('while the token is being fetched', () => {
  const token = async (): Promise<string> => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    return 'a-token'
  }

  it('an abort calls the create off: nothing is sent, nothing is billed', async () => {
    const { client, api } = startClient({ post: [submitted] }, { token })
    const caller = new AbortController()
    const end = outcome(client.generate(input, { signal: caller.signal }))
    await vi.advanceTimersByTimeAsync(100)
    caller.abort(new Error('not wanted'))
    await vi.runAllTimersAsync()
    expect(end.error).toMatchObject({ message: 'not wanted' })
    expect(api.sent).toEqual([])
  })

  it('a stop does the same, and there is nothing to look at again', async () => {
    const { client, api } = startClient({ post: [submitted] }, { token })
    const screen = createImageTask({ client })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(100)
    screen.stop()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'stopped', task_id: undefined })
    expect((await screen.resume()).status).toBe('stopped')
    expect(api.sent).toEqual([])
  })

  it('close() does the same', async () => {
    const { client, api } = startClient({ post: [submitted] }, { token })
    const end = outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(100)
    client.close()
    await vi.runAllTimersAsync()
    expect(end.error).toMatchObject({ name: 'AbortError' })
    expect(api.sent).toEqual([])
  })
})

describe('an error that ends a task which was accepted', () => {
  it.each([
    ['the key has expired', refusal(1004, 401)],
    ['the API has lost it', notFound],
    ['it has no pictures', ok(task('succeed'))],
  ])('names it, and does not say that nothing was created: %s', async (_name, look) => {
    const { client, api } = startClient({ post: [submitted], look: [look] })
    const end = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    const { external_task_id } = (await api.posts()[0]!.json()) as { external_task_id: string }
    expect(end.error).toMatchObject({ task_id: 'task-1', external_task_id })
    expect((end.error as { notCreated?: boolean }).notCreated).not.toBe(true)
  })
})

describe('a create that is answered with an error nobody knows', () => {
  it.each([
    ['a word', refusal('do_request_failed', 200, 'upstream timed out')],
    ['a number', refusal(9999, 200)],
    ['a conflict', refusal('', 409)],
  ])('is looked up, as it may have cost money: %s', async (_name, answer) => {
    const { client, api } = startClient({ post: [answer], look: [processing, succeed] })
    const end = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })
})

describe('numbers that are none', () => {
  it.each([
    { deadlineMs: Number.NaN },
    { timeoutMs: Number.NaN },
    { timeoutMs: '5000' as never },
    { retry: -1 },
    { watch: { concurrency: 0 } },
    { watch: { minPauseMs: Number.NaN } },
  ])('are refused when the client is made: %o', (options) => {
    expect(() => startClient({}, options)).toThrow(/must be a number from/)
  })

  it('undefined stands for the default', () => {
    expect(() => startClient({}, { deadlineMs: undefined, watch: { concurrency: undefined } })).not.toThrow()
  })
})

it.each(['', '.', '..', undefined])('an id that a path would lose makes no handle: %o', (id) => {
  const { client } = startClient({})
  expect(() => client.task(id as string)).toThrow(/id must be text/)
})

it.each(['.', '..'])('an own id that a path would lose is refused before anything is paid for: %s', async (id) => {
  const { client, api } = startClient({ post: [submitted] })
  const end = outcome(client.generate({ ...input, external_task_id: id }))
  await vi.runAllTimersAsync()
  expect(end.error).toMatchObject({ code: 'invalid-input', issues: [{ path: '/external_task_id' }] })
  expect(api.sent).toEqual([])
})

it('after a long sleep a task is looked at once more before it counts as late', async () => {
  const { client } = startClient({ post: [submitted], look: [processing, succeed] }, { deadlineMs: 60_000 })
  const end = outcome(client.generate(input))
  await vi.advanceTimersByTimeAsync(1_500)
  vi.setSystemTime(Date.now() + 3_600_000)
  await vi.runAllTimersAsync()
  expect(end.value).toMatchObject({ task_id: 'task-1' })
})

it('a clock that is set forward by an hour ends no wait, and the deadline holds all the same', async () => {
  const { client } = startClient({ post: [submitted], look: [processing] }, { deadlineMs: 300_000 })
  const end = outcome(client.generate(input))
  await vi.advanceTimersByTimeAsync(5_000)
  vi.setSystemTime(Date.now() + 3_600_000)
  await vi.advanceTimersByTimeAsync(200_000)
  expect(end).toEqual({})
  await vi.advanceTimersByTimeAsync(100_000)
  expect(end.error).toMatchObject({ code: 'task-timeout', task_id: 'task-1' })
})

it('a look that hangs does not outlive the deadline', async () => {
  const silent = (): Promise<Response> => new Promise(() => undefined)
  const { client } = startClient({ post: [submitted], look: [silent] }, { deadlineMs: 5_000 })
  const end = outcome(client.generate(input))
  await vi.advanceTimersByTimeAsync(5_001)
  expect(end.error).toMatchObject({ code: 'task-timeout', task_id: 'task-1' })
})

describe('a screen that comes and goes', () => {
  it('looks again at what it left', async () => {
    const { client } = startClient({ post: [submitted], look: [processing, succeed] })
    const screen = createImageTask({ client })
    const leave = screen.attach()
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(1_500)
    leave()
    expect(screen.getSnapshot().status).toBe('stopped')
    screen.attach()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot().status).toBe('succeed')
  })

  it('leaves alone what the user has stopped', async () => {
    const { client } = startClient({ post: [submitted], look: [processing] })
    const screen = createImageTask({ client })
    const leave = screen.attach()
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(1_500)
    screen.stop()
    leave()
    screen.attach()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot().status).toBe('stopped')
  })
})

it('an input cannot answer for itself: functions are no data', async () => {
  const { client, api } = startClient({ post: [submitted], look: [succeed] })
  const sly = {
    ...input,
    toJSON: () => ({ prompt: 'something else' }),
    watermark_info: { enabled: true, toJSON: () => 7 },
  }
  const end = outcome(client.generate(sly as never))
  await vi.runAllTimersAsync()
  expect(end.value).toBeDefined()
  expect(await api.posts()[0]!.json()).toMatchObject({ prompt: 'a lighthouse', watermark_info: { enabled: true } })
})
