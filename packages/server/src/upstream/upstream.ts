import {
  createOmniImageClient,
  type JournalOptions,
  type OmniImageClient,
  type StartedTask,
  type TaskJournal,
  type TaskSnapshot,
  type WatchOptions,
} from '@omni-image/core'
import { basePath as specBasePath, omniImageTask, operations, type Task } from '@omni-image/core/wire'
import type { Clock } from '../clock.ts'
import { createCredential } from './create-credential.ts'
import { createExchange } from './exchange.ts'
import type { UpstreamOptions } from './upstream-options.ts'

/** A task to be watched. */
export interface Followed {
  readonly task_id: string
  readonly externalId: string | undefined
  readonly createdAtMs: number
  /** What it was asked for, where that is known: such tasks take about as long as each other. */
  readonly wanted: JournalOptions | undefined
}

/** The API behind the key. Whatever fails, fails with one of core's errors. */
export interface Upstream {
  /** What stands before the paths of every request. */
  readonly root: string
  readonly client: Pick<OmniImageClient, 'get' | 'list'>
  /** Watches one more task, from the first listener on. Core looks for all of them together, when it is worth a look. */
  readonly follow: (task: Followed) => StartedTask
  /** What an answer of the API says. Asks for nothing. */
  readonly read: (task: Task) => TaskSnapshot
  /** Sends one paid request, once. Whoever asked follows it up when the answer is unclear. */
  readonly create: (body: string | Blob) => Promise<Task>
  readonly close: () => void
}

/** Shorter than a page's: with thousands of tasks it is the pause after each of many list pages. */
const minPauseMs = 200

const watchDeadlineMs = 6 * omniImageTask.deadlineMs

/** What is known of tasks stands elsewhere, and none of them is to be resumed. */
const noJournal: TaskJournal = {
  put: () => undefined,
  get: () => undefined,
  list: () => [],
  delete: () => undefined,
}

export function createUpstream(options: UpstreamOptions, clock: Clock, watch: WatchOptions | undefined): Upstream {
  const { basePath = specBasePath, timeoutMs = 30_000 } = options
  const baseUrl = options.baseUrl.replace(/\/+$/, '')
  const root = [baseUrl, ...basePath.split('/').filter(Boolean)].join('/')
  const exchange = createExchange(options, createCredential(options, clock), root)
  const shared = { baseUrl, basePath, timeoutMs, journal: noJournal }

  const look: typeof fetch = (input, init) => {
    const { url, method, signal } = new Request(input, init)
    return exchange(url, { method, signal })
  }
  // Nobody but the API can say when a task is over, so watching ends long after an ordinary page has given up.
  const client = createOmniImageClient({
    ...shared,
    fetch: look,
    deadlineMs: watchDeadlineMs,
    watch: { minPauseMs, ...watch, stream: false },
  })

  return {
    root,
    client,
    read: (task) => {
      const { task_id } = task
      const entry = { version: 1, external_task_id: task_id, root, state: 'succeed', prompt: '', options: {} } as const
      return (client.restore({ ...entry, startedAt: 0, task_id, task }) ?? client.task(task_id)).getSnapshot()
    },
    follow: ({ task_id, externalId = task_id, createdAtMs, wanted = {} }) => {
      const entry = { version: 1, external_task_id: externalId, root, state: 'accepted', prompt: '' } as const
      const times = { startedAt: createdAtMs, submittedAt: createdAtMs }
      return client.restore({ ...entry, ...times, options: wanted, task_id }) ?? client.task(task_id)
    },
    create: async (body) => {
      const bytes = typeof body === 'string' ? body.length : body.size
      // Core reads whatever an API or gateway may answer. Its own `submit` would follow the task up as well; that is for
      // the browser, which waits under the same id, so here core gets the paid request in the place of a look.
      const reader = createOmniImageClient({
        ...shared,
        timeoutMs: timeoutMs + bytes * 0.004,
        retry: 0,
        fetch: (input, init) => {
          const { signal } = new Request(input, init)
          return exchange(root + operations[omniImageTask.submit].path, { method: 'POST', body, signal })
        },
      })
      return reader.get('new').finally(reader.close)
    },
    close: () => client.close(),
  }
}
