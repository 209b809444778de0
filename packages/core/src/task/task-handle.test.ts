import { afterEach, describe, expect, it, vi } from 'vitest'
import { after, failed, ok, processing, refusal, silence, submitted, succeed, task } from '../../test/fake-api.ts'
import { catchUncaught } from '../../test/catch-uncaught.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import type { TaskSnapshot } from './snapshot.ts'

const input = { prompt: 'a lighthouse' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('generate', () => {
  it('gives the pictures', async () => {
    const { client, api } = startClient({ post: [submitted], look: [processing, succeed] })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({
      task_id: 'task-1',
      images: [{ url: 'https://cdn.example.com/0.png' }],
      task: { task_status: 'succeed' },
    })
    expect(api.posts()).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tells every change once, in order', async () => {
    const { client } = startClient({ post: [submitted], look: [submitted, processing, processing, succeed] })
    const seen: TaskSnapshot[] = []
    outcome(client.generate(input, { onSnapshot: (snapshot) => seen.push(snapshot) }))
    await vi.runAllTimersAsync()
    expect(seen.map(({ status }) => status)).toEqual(['preparing', 'submitting', 'submitted', 'processing', 'succeed'])
  })

  it('tells nothing after an abort', async () => {
    const { client } = startClient({ post: [submitted], look: [processing, succeed] })
    const seen: string[] = []
    const controller = new AbortController()
    outcome(client.generate(input, { signal: controller.signal, onSnapshot: ({ status }) => seen.push(status) }))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort()
    await vi.runAllTimersAsync()
    expect(seen).toEqual(['preparing', 'submitting', 'submitted'])
  })

  it('rejects when the API gives the task up, with its words', async () => {
    const { client } = startClient({ post: [submitted], look: [failed] })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.error).toMatchObject({ code: 'task-failed', task_id: 'task-1', reason: 'the prompt is not allowed' })
  })

  it('rejects a wrong input before any request', async () => {
    const { client, api } = startClient({})
    await expect(client.generate({ ...input, n: 10 })).rejects.toMatchObject({
      code: 'invalid-input',
      issues: [{ path: '/n' }],
    })
    expect(api.sent).toEqual([])
  })

  it('has sent the paid request before it returns, where no image has to be read', async () => {
    const { client } = startClient({ post: [submitted] })
    const started = client.start(input)
    expect(started.getSnapshot()).toMatchObject({ status: 'submitting', external_task_id: expect.any(String) })
  })

  it('gives each task an id of its own', async () => {
    const { client } = startClient({ post: [submitted], look: [succeed] })
    expect(client.start(input).external_task_id).not.toBe(client.start(input).external_task_id)
  })

  it('keeps the id of the caller', async () => {
    const { client, api } = startClient({ post: [submitted] })
    await client.submit({ ...input, external_task_id: 'order-1' })
    expect(await api.posts()[0]?.json()).toMatchObject({ external_task_id: 'order-1' })
  })
})

describe('listeners', () => {
  it('that throw keep the news from nobody, and their error is not hidden', async () => {
    const caught = catchUncaught()
    const { client } = startClient({ post: [submitted], look: [succeed] })
    const started = client.start(input)
    const heard: string[] = []
    started.subscribe(() => {
      throw new Error('bug in a listener')
    })
    started.subscribe(() => heard.push(started.getSnapshot().status))
    await vi.runAllTimersAsync()
    expect(heard).toEqual(['submitted', 'succeed'])
    expect(caught).toEqual([new Error('bug in a listener'), new Error('bug in a listener')])
  })

  it('may be the same function twice', async () => {
    const { client } = startClient({ post: [after(10, submitted)], look: [silence] })
    const started = client.start(input)
    const listener = vi.fn<() => void>()
    started.subscribe(listener)()
    started.subscribe(listener)
    await vi.advanceTimersByTimeAsync(20)
    expect(listener).toHaveBeenCalledTimes(1)
  })

  it('get the same snapshot until something changes', async () => {
    const { client } = startClient({ post: [submitted], look: [processing] })
    const started = await client.submit(input)
    started.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(1_500)
    const before = started.getSnapshot()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(started.getSnapshot()).toBe(before)
  })

  it('are not called for looks that differ only in their times', async () => {
    let now = 1_800_000_000_000
    const timed = (request: Request) => ok(task('processing', { updated_at: (now += 1_000) }))(request)
    const { client, api } = startClient({ post: [submitted], look: [timed] })
    const started = await client.submit(input)
    const listener = vi.fn<() => void>()
    started.subscribe(listener)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(api.looks().length).toBeGreaterThan(10)
    expect(listener).toHaveBeenCalledTimes(1)
  })
})

describe('for await', () => {
  it('gives every change and ends with the last', async () => {
    const { client } = startClient({ post: [submitted], look: [processing, succeed] })
    const seen: string[] = []
    const loop = (async () => {
      for await (const { status } of client.start(input)) seen.push(status)
    })()
    await vi.runAllTimersAsync()
    await loop
    expect(seen).toEqual(['submitting', 'submitted', 'processing', 'succeed'])
  })

  it('loses nothing while the body of the loop is slow', async () => {
    const { client } = startClient({ post: [submitted], look: [processing, succeed] })
    const seen: string[] = []
    outcome(
      (async () => {
        for await (const { status } of client.start(input)) {
          seen.push(status)
          await new Promise((resolve) => setTimeout(resolve, 30_000))
        }
      })(),
    )
    await vi.runAllTimersAsync()
    expect(seen).toEqual(['submitting', 'submitted', 'processing', 'succeed'])
  })

  it('ends with a failure as with any last snapshot', async () => {
    const { client } = startClient({ post: [refusal(1301, 400)] })
    const seen: string[] = []
    for await (const { status } of client.start(input)) seen.push(status)
    expect(seen).toEqual(['submitting', 'failed'])
  })

  it('looks no more after a break', async () => {
    const { client } = startClient({ post: [submitted], look: [processing] })
    const loop = (async () => {
      for await (const { status } of client.start(input)) if (status === 'processing') break
    })()
    await vi.advanceTimersByTimeAsync(1_500)
    await loop
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('an iterator that is used by hand', () => {
  const over = { done: true, value: undefined }

  it.each(['return', 'throw'] as const)('ends at %s, though a next still waits, and looks no more', async (end) => {
    const { client } = startClient({ post: [submitted], look: [processing] })
    const iterator = client.start(input)[Symbol.asyncIterator]()
    await iterator.next()
    await iterator.next()
    const waiting = outcome(Promise.all([iterator.next(), iterator.next()]))
    await vi.advanceTimersByTimeAsync(0)
    const ended = outcome<unknown>(iterator[end]!(new Error('enough')))
    await vi.advanceTimersByTimeAsync(0)
    expect(waiting.value).toEqual([over, over])
    expect(ended).toEqual(end === 'return' ? { value: over } : { error: new Error('enough') })
    expect(vi.getTimerCount()).toBe(0)
    expect(await iterator.next()).toEqual(over)
  })

  it('answers every call of next, in order, also those that came early', async () => {
    const { client } = startClient({ post: [submitted], look: [processing, succeed] })
    const iterator = client.start(input)[Symbol.asyncIterator]()
    const seen = outcome(Promise.all(Array.from({ length: 6 }, () => iterator.next())))
    await vi.runAllTimersAsync()
    const statuses = seen.value?.map(({ value }) => (value as TaskSnapshot | undefined)?.status)
    expect(statuses).toEqual(['submitting', 'submitted', 'processing', 'succeed', undefined, undefined])
  })

  it('that nobody has asked for anything looks at nothing', async () => {
    const { client } = startClient({ post: [submitted], look: [processing] })
    const started = await client.submit(input)
    const iterator = started[Symbol.asyncIterator]()
    await vi.advanceTimersByTimeAsync(10)
    expect(vi.getTimerCount()).toBe(0)
    await iterator.return?.()
    expect(await iterator.next()).toEqual(over)
  })
})

describe('a handle', () => {
  it('of a known task gives its pictures', async () => {
    const { client, api } = startClient({ look: [succeed] })
    expect(await client.task('order-1').result()).toMatchObject({ task_id: 'task-1' })
    expect(api.looks()[0]?.url).toMatch(/\/order-1$/)
  })

  it('knows its ids', async () => {
    const { client } = startClient({ post: [submitted] })
    const { task_id, external_task_id } = await client.submit({ ...input, external_task_id: 'order-1' })
    expect({ task_id, external_task_id }).toEqual({ task_id: 'task-1', external_task_id: 'order-1' })
  })

  it('gives its result to everybody who asks, also afterwards', async () => {
    const { client } = startClient({ post: [submitted], look: [succeed] })
    const started = await client.submit(input)
    const results = [outcome(started.result()), outcome(started.result())]
    await vi.runAllTimersAsync()
    expect([...results.map(({ value }) => value), await started.result()].map((value) => value?.task_id)).toEqual([
      'task-1',
      'task-1',
      'task-1',
    ])
  })
})
