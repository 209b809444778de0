import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  after,
  notFound,
  ok,
  page,
  processing,
  refusal,
  reset,
  silence,
  submitted,
  succeed,
  task,
  type Answer,
} from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'

const input = { prompt: 'a lighthouse' }
const strangersTask = ok(task('failed', { task_id: 'task-9', task_info: { external_task_id: 'strange' } }))

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Seconds after acceptance at which looks come. */
async function looksWithin(untilMs: number, answers: Answer[], options = {}): Promise<number[]> {
  const times: number[] = []
  const start = Date.now()
  const timed = answers.map(
    (answer): Answer =>
      (request) => (times.push((Date.now() - start) / 1000), answer(request)),
  )
  const { client } = startClient({ post: [submitted], look: timed }, options)
  outcome(client.generate(input))
  await vi.advanceTimersByTimeAsync(untilMs)
  return times
}

describe('the schedule', () => {
  it('looks early, then where tasks of this age are likely to end, and never more often than it pays', async () => {
    const times = await looksWithin(60_000, [processing])
    expect(times.slice(0, 2)).toEqual([1, 3.5])
    const pauses = times.map((time, index) => time - (times[index - 1] ?? 0))
    expect(Math.min(...pauses.slice(2))).toBeGreaterThan(3)
    expect(times.length).toBeLessThan(18)
  })

  it('never pauses longer than the options allow', async () => {
    const times = await looksWithin(600_000, [processing], { watch: { maxPauseMs: 5_000 } })
    const pauses = times.map((time, index) => time - (times[index - 1] ?? 0))
    expect(Math.max(...pauses)).toBeCloseTo(5, 1)
  })

  it('keeps to the pauses of the options', async () => {
    const watch = { minPauseMs: 2_000, maxPauseMs: 2_000 }
    expect(await looksWithin(7_000, [processing], { watch })).toEqual([2, 4, 6])
  })

  it('waits longer after each failure in a row', async () => {
    const times = await looksWithin(60_000, [reset])
    expect(times).toEqual([1, 2, 4, 8, 16, 31, 46])
  })

  it('forgets failures after a look that went well', async () => {
    const times = await looksWithin(20_000, [reset, reset, processing, reset, processing])
    const [, , seen, next, afterFailure] = times as [number, number, number, number, number]
    expect(seen).toBe(4)
    expect(next).toBeGreaterThan(seen + 2)
    expect(afterFailure).toBeCloseTo(next + 1)
  })

  it('obeys Retry-After', async () => {
    const busy = refusal(1302, 429, 'busy', { 'retry-after': '25' })
    expect(await looksWithin(40_000, [busy, succeed])).toEqual([1, 26])
  })

  it('looks at a known task at once', async () => {
    const { client, api } = startClient({ look: [processing] })
    client.task('task-1').subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(api.looks()).toHaveLength(1)
  })

  it('looks at once when somebody returns to a task after a while', async () => {
    const { client, api } = startClient({ post: [submitted], look: [succeed] })
    const started = await client.submit(input)
    await vi.advanceTimersByTimeAsync(300_000)
    started.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(0)
    expect(api.looks()).toHaveLength(1)
  })

  it.each([
    ['behind', -3_600_000],
    ['ahead of', 3_600_000],
  ])('is not upset by an API whose clock is an hour %s ours', async (_name, offsetMs) => {
    const seen = ok(task('processing', { created_at: Date.now() + offsetMs }))
    const { client, api } = startClient({ look: [seen] })
    client.task('task-1').subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(40_000)
    expect(api.looks().length).toBeGreaterThan(4)
    expect(api.looks().length).toBeLessThan(16)
  })
})

describe('the load', () => {
  const ids = Array.from({ length: 20 }, (_item, index) => `task-${index}`)
  const any =
    (pauseMs: number): Answer =>
    (request) =>
      after(pauseMs, ok({ task_id: request.url.split('/').at(-1), task_status: 'processing' }))(request)

  it('is one timer for many tasks', async () => {
    const { client } = startClient({ look: [any(0)] })
    for (const id of ids) client.task(id).subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(500)
    expect(vi.getTimerCount()).toBe(1)
  })

  it.each([undefined, 2])('is at most a few looks at once (concurrency %o)', async (concurrency) => {
    let running = 0
    let most = 0
    const counted: Answer = async (request) => {
      most = Math.max(most, ++running)
      const answer = await any(100)(request)
      running--
      return answer
    }
    const { client } = startClient({ look: [counted] }, { watch: concurrency === undefined ? {} : { concurrency } })
    for (const id of ids) client.task(id).subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(most).toBe(concurrency ?? 4)
  })

  it('is shared fairly when there are more tasks than time', async () => {
    const { client, api } = startClient({ look: [any(1_000)] }, { watch: { concurrency: 1 } })
    for (const id of ids) client.task(id).subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(21_500)
    const seen = new Set(api.looks().map(({ url }) => url.split('/').at(-1)))
    expect(ids.filter((id) => !seen.has(id))).toEqual([])
  })

  it('is nothing while nobody looks', async () => {
    const { client, api } = startClient({ post: [submitted], look: [processing] })
    await client.submit(input)
    client.task('task-2')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(api.looks()).toHaveLength(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends with the last listener, in the middle of a look', async () => {
    const { client, api } = startClient({ look: [silence] })
    const unsubscribe = client.task('task-1').subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(10)
    unsubscribe()
    await vi.advanceTimersByTimeAsync(0)
    expect(api.looks()[0]?.signal.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on for the second of two who wait', async () => {
    const { client } = startClient({ post: [submitted], look: [processing, succeed] })
    const started = await client.submit(input)
    const controller = new AbortController()
    outcome(started.result({ signal: controller.signal }))
    const second = outcome(started.result())
    await vi.advanceTimersByTimeAsync(1_500)
    controller.abort()
    await vi.runAllTimersAsync()
    expect(second.value).toMatchObject({ task_id: 'task-1' })
  })

  it('begins again when somebody comes back within a look', async () => {
    const { client, api } = startClient({ look: [silence, succeed] })
    const known = client.task('task-1')
    const unsubscribe = known.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(10)
    unsubscribe()
    const result = outcome(known.result())
    await vi.advanceTimersByTimeAsync(2_000)
    expect(result.value).toMatchObject({ task_id: 'task-1' })
    expect(api.looks()).toHaveLength(2)
  })
})

describe('failures of a look', () => {
  it.each<[string, Answer]>([
    ['a reset', reset],
    ['an internal error', refusal(5000, 500)],
    ['a bad gateway', page('<html>', 502)],
    ['a page with status 200', page('<html>')],
    ['a proxy that knows no task', page('<html>', 404)],
    ['an API that does not know its new task yet', notFound],
    ['a task of somebody else, from a cache', strangersTask],
    ['a rate limit', refusal(1302, 429)],
  ])('are tolerated when they pass: %s', async (_name, failure) => {
    const { client } = startClient({ post: [submitted], look: [failure, failure, failure, succeed] })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
  })

  it('are tolerated when it was the token that could not be had', async () => {
    let count = 0
    const token = async (): Promise<string> => {
      if (++count === 2) throw new TypeError('Failed to fetch')
      return 'key'
    }
    const { client } = startClient({ post: [submitted], look: [succeed] }, { token })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
  })

  it.each<[string, Answer, object]>([
    ['a refused key', refusal(1002, 401), { code: 'api', kind: 'authentication' }],
    ['an answer that does not fit', ok({ task_id: 'task-1' }), { code: 'contract' }],
  ])('end the wait when they do not pass: %s', async (_name, failure, expected) => {
    const { client, api } = startClient({ post: [submitted], look: [failure] })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.error).toMatchObject(expected)
    expect(api.looks()).toHaveLength(1)
  })

  it('are none where a gateway has a task id of its own and leaves ours out', async () => {
    const images = [{ url: 'https://cdn.example.com/0.png' }]
    const changes = { task_id: 'upstream-1', task_info: { external_task_id: null }, task_result: { images } }
    const { client } = startClient({ post: [submitted], look: [ok(task('succeed', changes))] })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.value?.images).toEqual(images)
  })

  it('end the wait for a task that stays unknown', async () => {
    const { client, api } = startClient({ post: [submitted], look: [notFound] })
    const result = outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(result.error).toMatchObject({ code: 'api', kind: 'not-found' })
    expect(api.looks()).toHaveLength(4)
  })

  it('end the wait for an unknown id at once', async () => {
    const { client, api } = startClient({ look: [notFound] })
    const result = outcome(client.task('task-7').result())
    await vi.runAllTimersAsync()
    expect(result.error).toMatchObject({ code: 'api', kind: 'not-found' })
    expect(api.looks()).toHaveLength(1)
  })

  it('leave a task that can be resumed', async () => {
    const { client } = startClient({ post: [submitted], look: [refusal(1002, 401), succeed] })
    const started = await client.submit(input)
    outcome(started.result())
    await vi.advanceTimersByTimeAsync(1_000)
    started.resume()
    const result = outcome(started.result())
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
  })
})

describe('the deadline', () => {
  it('ends the wait with an error that carries the id', async () => {
    const { client } = startClient({ post: [submitted], look: [processing] })
    const result = outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(600_000)
    expect(result.error).toMatchObject({ code: 'task-timeout', task_id: 'task-1' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('holds while a look is under way', async () => {
    const { client } = startClient({ post: [submitted], look: [silence] }, { deadlineMs: 5_000, timeoutMs: 60_000 })
    const result = outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(result.error).toMatchObject({ code: 'task-timeout' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is not the end of the task: resume() waits anew', async () => {
    const late = Array<Answer>(5).fill(processing)
    const { client } = startClient({ post: [submitted], look: [...late, succeed] }, { deadlineMs: 15_000 })
    const started = await client.submit(input)
    outcome(started.result())
    await vi.advanceTimersByTimeAsync(15_000)
    expect(started.getSnapshot()).toMatchObject({ status: 'failed', error: { code: 'task-timeout' } })
    started.resume()
    const result = outcome(started.result())
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
  })

  it.each([Infinity, 2 ** 40])('of %d ms waits without spinning, however slow the API is', async (deadlineMs) => {
    const { client, api } = startClient(
      { post: [submitted], look: [after(60_000, processing)] },
      { deadlineMs, timeoutMs: 120_000 },
    )
    outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(1_500)
    const timers = vi.spyOn(globalThis, 'setTimeout')
    await vi.advanceTimersByTimeAsync(50_000)
    expect(timers.mock.calls.length).toBeLessThan(5)
    // The first asked for a stream, too, and was given up when nothing came for three seconds.
    expect(api.looks().map(({ headers }) => headers.get('accept'))).toEqual([
      'text/event-stream, application/json',
      'application/json',
    ])
  })
})

describe('an abort', () => {
  it('settles at once and leaves no timer', async () => {
    const { client, api } = startClient({ post: [submitted], look: [silence] })
    const controller = new AbortController()
    const result = outcome(client.generate(input, { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(2_000)
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(0)
    expect(result.error).toBe('enough')
    expect(api.looks()[0]?.signal.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('of a wait leaves the task as it was', async () => {
    const { client } = startClient({ post: [submitted], look: [processing] })
    const started = await client.submit(input)
    const controller = new AbortController()
    outcome(started.result({ signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(2_000)
    controller.abort()
    expect(started.getSnapshot()).toMatchObject({ status: 'processing', task_id: 'task-1' })
  })
})

describe('a client that is closed', () => {
  it('stops every wait and leaves no timer', async () => {
    const { client } = startClient({ post: [submitted], look: [silence] })
    const result = outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(2_000)
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(result.error).toMatchObject({ name: 'AbortError' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('starts nothing any more', async () => {
    const { client, api } = startClient({ post: [submitted], look: [processing] })
    client.close()
    const results = [outcome(client.generate(input)), outcome(client.task('task-1').result())]
    await vi.runAllTimersAsync()
    expect(results.map(({ error }) => (error as Error).name)).toEqual(['AbortError', 'AbortError'])
    expect(api.sent).toEqual([])
  })

  it('keeps the id of a task that was being submitted', async () => {
    const { client } = startClient({ post: [after(3_000, submitted)], look: [processing] })
    const started = client.start(input)
    outcome(started.result())
    await vi.advanceTimersByTimeAsync(10)
    client.close()
    await vi.runAllTimersAsync()
    expect(started.getSnapshot()).toMatchObject({ status: 'stopped', task_id: 'task-1' })
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('never asks for the pictures themselves', async () => {
  const { client, api } = startClient({ post: [submitted], look: [succeed] }, { token: 'key' })
  const result = outcome(client.generate(input))
  await vi.runAllTimersAsync()
  expect(result.value?.images[0]?.url).toBe('https://cdn.example.com/0.png')
  expect(api.sent.every(({ url }) => url.startsWith('https://api.example.com/'))).toBe(true)
})
