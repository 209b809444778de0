import { afterEach, describe, expect, it, vi } from 'vitest'
import { failed, notFound, processing, refusal, succeed } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import { createTaskClient } from '../task/create-task-client.ts'
import { omniImageEndpoint } from '../wire/generated/endpoints.ts'
import { taskQueryOptions } from './task-query-options.ts'

const { signal } = new AbortController()

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the key', () => {
  const keyOf = (client: Parameters<typeof taskQueryOptions>[0]['client'], namespace?: string): string =>
    JSON.stringify(taskQueryOptions({ client, id: 'order-1', namespace }).queryKey)

  it('is plain data without address or token', () => {
    const { client } = startClient({}, { token: 'secret' })
    expect(keyOf(client)).toBe('["omni-image","createOmniImage",null,"task","order-1"]')
  })

  it('is the same for another client of the same tasks, as on a server and in the page', () => {
    expect(keyOf(startClient({}).client)).toBe(keyOf(startClient({}).client))
  })

  it('differs for another operation and for another namespace', () => {
    const { client } = startClient({})
    const tasks = { ...omniImageEndpoint.tasks, submit: 'createOther' as typeof omniImageEndpoint.tasks.submit }
    const other = createTaskClient({ ...omniImageEndpoint, tasks })
    expect(new Set([keyOf(client), keyOf(other), keyOf(client, 'one'), keyOf(client, 'two')]).size).toBe(4)
  })
})

describe('the query', () => {
  it('waits by the watcher until the task is over, and gives its result', async () => {
    const { client, api } = startClient({ look: [processing, processing, succeed] })
    const result = outcome(taskQueryOptions({ client, id: 'task-1' }).queryFn({ signal }))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1', images: [{ url: 'https://cdn.example.com/0.png' }] })
    expect(api.sent).toHaveLength(3)
  })

  it('gives the error of a task that failed', async () => {
    const { client } = startClient({ look: [failed] })
    const result = outcome(taskQueryOptions({ client, id: 'task-1' }).queryFn({ signal }))
    await vi.runAllTimersAsync()
    expect(result.error).toMatchObject({ code: 'task-failed', reason: 'the prompt is not allowed' })
  })

  it('ends looking at an abort, with its reason, and leaves no timer', async () => {
    const { client } = startClient({ look: [processing] })
    const looking = new AbortController()
    const result = outcome(taskQueryOptions({ client, id: 'task-1' }).queryFn({ signal: looking.signal }))
    await vi.advanceTimersByTimeAsync(500)
    looking.abort(new Error('left'))
    await vi.advanceTimersByTimeAsync(0)
    expect(result.error).toEqual(new Error('left'))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('has an error of ours also when the client is closed', async () => {
    const { client } = startClient({ look: [processing] })
    const result = outcome(taskQueryOptions({ client, id: 'task-1' }).queryFn({ signal }))
    await vi.advanceTimersByTimeAsync(500)
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(result.error).toMatchObject({ code: 'unexpected', cause: { name: 'AbortError' } })
  })

  it('is not enabled without an id', () => {
    const { client } = startClient({})
    expect(taskQueryOptions({ client, id: undefined }).enabled).toBe(false)
    expect(taskQueryOptions({ client, id: 'task-1' }).enabled).toBe(true)
  })

  it('stays fresh while pictures are kept, at most as long as a timer can run', () => {
    const { client } = startClient({})
    const tasks = { ...omniImageEndpoint.tasks, retentionMs: 60_000 }
    const brief = createTaskClient({ ...omniImageEndpoint, tasks })
    expect(taskQueryOptions({ client: brief, id: 'task-1' }).staleTime).toBe(60_000)
    expect(taskQueryOptions({ client, id: 'task-1' }).staleTime + 1).toBe(2 ** 31 - 1)
  })
})

describe('a failure', () => {
  const answers = { failed, 'not found': notFound, 'wrong key': refusal(1002, 401) }

  it.each([
    ['failed', [false, false, false], false],
    ['not found', [true, true, false], true],
    ['wrong key', [false, false, false], true],
  ] as const)('"%s" is tried again at once: %s; when the page is seen again: %s', async (name, retries, again) => {
    const { client } = startClient({ look: [answers[name]] })
    const { queryFn, retry, refetchOnWindowFocus } = taskQueryOptions({ client, id: 'task-1' })
    const result = outcome(queryFn({ signal }))
    await vi.runAllTimersAsync()
    const error = result.error as Parameters<typeof retry>[1]
    expect([0, 1, 2].map((failureCount) => retry(failureCount, error))).toEqual(retries)
    expect(refetchOnWindowFocus({ state: { error } })).toBe(again)
  })

  it('of the deadline is looked at again by the next fetch', async () => {
    const { client } = startClient({ look: [processing] }, { deadlineMs: 10_000 })
    const { queryFn, retry, refetchOnWindowFocus } = taskQueryOptions({ client, id: 'task-1' })
    const first = outcome(queryFn({ signal }))
    await vi.advanceTimersByTimeAsync(30_000)
    const error = first.error as Parameters<typeof retry>[1]
    expect(error.code).toBe('task-timeout')
    expect([retry(0, error), refetchOnWindowFocus({ state: { error } })]).toEqual([false, true])
    const second = outcome(queryFn({ signal }))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(second).toEqual({})
  })
})
