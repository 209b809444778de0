import { expect, it, vi } from 'vitest'
import { createFakeApi, succeed } from '../../test/fake-api.ts'
import { createHttp } from '../client/http.ts'
import { omniImageEndpoint as endpoint } from '../wire/generated/endpoints.ts'
import type { WatchEvent, Watched } from './watched.ts'
import { createWatcher } from './watcher.ts'
import type { Watcher } from './watcher-options.ts'

const api = createFakeApi({ look: [succeed] })
const baseUrl = 'https://api.example.com'

function setUp(): { watcher: Watcher; task: Watched; events: readonly WatchEvent[] } {
  const events: WatchEvent[] = []
  const task: Watched = {
    getSnapshot: () => ({ status: 'processing', task_id: 'task-1', submittedAt: undefined, task: undefined }),
    dispatch: (event) => {
      events.push(event)
      watcher.remove(task)
    },
  }
  const send = createHttp({ baseUrl, fetch: api.fetch })
  const watcher = createWatcher({
    endpoint,
    send,
    root: baseUrl,
    deadlineMs: 60_000,
    watch: undefined,
    fetch: api.fetch,
  })
  return { watcher, task, events }
}

/** One story, as the watcher is loaded but once. */
it('while the watcher is being loaded a task can go, and a client be closed; those that stay are looked at', async () => {
  const [gone, closed, staying] = [setUp(), setUp(), setUp()]
  for (const { watcher, task } of [gone, closed, staying]) watcher.add(task)
  gone.watcher.remove(gone.task)
  closed.watcher.close()
  expect(closed.events).toEqual([{ type: 'stop' }])
  await vi.waitFor(() => expect(staying.events).toMatchObject([{ type: 'see' }]))
  expect(gone.events).toEqual([])
  expect(api.looks()).toHaveLength(1)
})

it('a closed one stops what is added later', () => {
  const { watcher, task, events } = setUp()
  watcher.close()
  watcher.add(task)
  expect(events).toEqual([{ type: 'stop' }])
})
