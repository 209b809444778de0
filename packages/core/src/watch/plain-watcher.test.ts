import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeApi, processing, refusal, reset, succeed, type Answer, type FakeApi } from '../../test/fake-api.ts'
import { createHttp } from '../client/http.ts'
import type { WatchOptions } from '../client/options.ts'
import { createPlainWatcher } from './plain-watcher.ts'
import { omniImageEndpoint } from '../wire/generated/endpoints.ts'
import { toWatchTools } from './watch-tools.ts'
import type { WatchEvent, Watched } from './watched.ts'
import type { Watcher } from './watcher-options.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
})

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

interface Scene {
  readonly api: FakeApi
  readonly watcher: Watcher
  readonly task: Watched
  readonly events: readonly WatchEvent[]
}

/** A watcher without anything that is loaded later, and one task for it. */
function setUp(look: Answer[], watch: WatchOptions = {}): Scene {
  const api = createFakeApi({ look })
  const root = 'https://api.example.com/kling'
  const send = createHttp({ baseUrl: 'https://api.example.com', fetch: api.fetch })
  const events: WatchEvent[] = []
  const task: Watched = {
    getSnapshot: () => ({ status: 'processing', task_id: 'task-1', submittedAt: undefined, task: undefined }),
    dispatch: (event) => void events.push(event),
  }
  const options = { send, root, deadlineMs: 60_000, watch, fetch: api.fetch, tools: toWatchTools(omniImageEndpoint) }
  return { api, watcher: createPlainWatcher(options), task, events }
}

describe('looking without what is loaded later', () => {
  it('looks soon, then at even pauses', async () => {
    const { api, watcher, task } = setUp([processing])
    watcher.add(task)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(api.looks()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(api.looks()).toHaveLength(6)
  })

  it('tells what it saw, and nothing more once the task is removed', async () => {
    const { api, watcher, task, events } = setUp([succeed])
    watcher.add(task)
    await vi.advanceTimersByTimeAsync(1_000)
    watcher.remove(task)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(events).toMatchObject([{ type: 'see', task: { task_status: 'succeed' } }])
    expect(api.looks()).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('goes on after a failure that passes, later each time', async () => {
    const { api, watcher, task, events } = setUp([reset, reset, reset, succeed])
    watcher.add(task)
    await vi.advanceTimersByTimeAsync(11_000)
    expect(api.looks()).toHaveLength(4)
    expect(events).toMatchObject([{ type: 'see' }])
  })

  it.each<[string, Answer, object]>([
    ['a refusal', refusal(1002, 401), { code: 'api', kind: 'authentication' }],
    ['the deadline', processing, { code: 'task-timeout', task_id: 'task-1' }],
  ])('ends with %s', async (_name, answer, error) => {
    const { watcher, task, events } = setUp([answer])
    watcher.add(task)
    await vi.advanceTimersByTimeAsync(70_000)
    expect(events.at(-1)).toMatchObject({ type: 'fail', error })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stops every task when it is closed', async () => {
    const { watcher, task, events } = setUp([processing])
    watcher.add(task)
    watcher.close()
    expect(events).toEqual([{ type: 'stop' }])
  })
})
