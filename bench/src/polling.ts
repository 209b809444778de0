// Requests for each task, and how long its end goes unnoticed: the watcher itself, in simulated time, by looking alone and
// with a stream.
import type { Task } from '@omni-image/core'
import { createFullWatcher } from '../../packages/core/src/watch/full-watcher.ts'
import { toWatchTools } from '../../packages/core/src/watch/watch-tools.ts'
import { omniImageEndpoint } from '../../packages/core/src/wire/generated/endpoints.ts'
import type { WatcherOptions } from '../../packages/core/src/watch/watcher-options.ts'
import type { WatchEvent, Watched } from '../../packages/core/src/watch/watched.ts'
import { seededRandom } from './seeded-random.ts'
import { useVirtualTime } from './virtual-time.ts'

const medianMs = 20_000
const sigma = 0.5
const time = useVirtualTime(1_800_000_000_000)
const random = seededRandom(20_260_101)
Math.random = random

/** One task of the simulated API, and the one who waits for it. */
class SimulatedTask implements Watched {
  readonly task_id: string
  readonly submittedAt = time.now()
  readonly endsAt = this.submittedAt + medianMs * Math.exp(sigma * normal())
  noticedAt: number | undefined
  #seen: Task = this.show()
  readonly #onEnd: (task: SimulatedTask) => void

  constructor(task_id: string, onEnd: (task: SimulatedTask) => void) {
    this.task_id = task_id
    this.#onEnd = onEnd
  }

  getSnapshot(): ReturnType<Watched['getSnapshot']> {
    return { status: this.#seen.task_status, task_id: this.task_id, submittedAt: this.submittedAt, task: this.#seen }
  }

  dispatch(event: WatchEvent): void {
    if (event.type === 'fail') throw event.error
    if (event.type !== 'see' || this.noticedAt !== undefined) return
    this.#seen = event.task
    if (this.#seen.task_status !== 'succeed') return
    this.noticedAt = time.now()
    this.#onEnd(this)
  }

  /** As the API writes it now. Some gateways stamp nothing, so durations have to be learned from the looks. */
  show(): Task {
    const { task_id } = this
    if (time.now() < this.endsAt) return { task_id, task_status: 'processing' }
    return {
      task_id,
      task_status: 'succeed',
      task_result: { images: [{ index: 0, url: 'https://cdn.example.com/0' }] },
    }
  }
}

function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

interface Figures {
  readonly requests: number
  readonly latencySeconds: number
}

interface Story {
  readonly title: string
  readonly together: number
  readonly rounds: number
  readonly hasStream?: boolean
  /** What it may cost. */
  readonly most?: Figures
}

/** Starts so many tasks at once, waits for all, and begins anew, always with the same client. */
async function play({ together, rounds, hasStream = false }: Story): Promise<Figures> {
  const tasks: SimulatedTask[] = []
  const stream = createStream()
  let requests = 0
  const send: WatcherOptions['send'] = async ({ id, query, lastEventId }) => {
    requests++
    if (hasStream && lastEventId !== undefined) return { events: stream.open(tasks.slice(-together)) }
    const { pageNum = 1, pageSize = 30 } = query ?? {}
    if (id !== undefined) return { data: tasks[Number(id)]!.show() }
    const newestFirst = tasks.slice(-1_500).toReversed()
    return { data: newestFirst.slice((pageNum - 1) * pageSize, pageNum * pageSize).map((task) => task.show()) }
  }
  const watch = { stream: hasStream, shareTabs: false }
  const root = 'https://api.example.com/kling'
  const watcher = createFullWatcher({
    tools: toWatchTools(omniImageEndpoint),
    send,
    root,
    deadlineMs: 600_000,
    watch,
    fetch: undefined,
  })
  for (let round = 0; round < rounds; round++) {
    for (let index = 0; index < together; index++) {
      const task = new SimulatedTask(`${tasks.length}`, (ended) => watcher.remove(ended))
      tasks.push(task)
      watcher.add(task)
      if (hasStream) setTimeout(() => stream.tell(task), task.endsAt - time.now() + tripMs)
    }
    await time.run()
  }
  const latencyMs = tasks.reduce((sum, { noticedAt = Infinity, endsAt }) => sum + noticedAt - endsAt, 0)
  return { requests: requests / tasks.length, latencySeconds: latencyMs / tasks.length / 1000 }
}

/** From the server to the page. */
const tripMs = 50

/** A server's end of one stream. */
function createStream(): {
  readonly open: (tasks: readonly SimulatedTask[]) => ReadableStream<Uint8Array>
  readonly tell: (task: SimulatedTask) => void
} {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const write = (text: string): void => controller?.enqueue(new TextEncoder().encode(text))
  const tell = (task: SimulatedTask): void => write(`event: task\ndata: ${JSON.stringify(task.show())}\n\n`)
  const beat = (): void => {
    if (!controller) return
    write(':\n\n')
    setTimeout(beat, 15_000)
  }
  return {
    tell,
    open(tasks) {
      const events = new ReadableStream<Uint8Array>({
        start: (own) => void (controller = own),
        cancel: () => void (controller = undefined),
      })
      beat()
      tasks.forEach(tell)
      return events
    },
  }
}

const stories: readonly Story[] = [
  { title: '1 at once', together: 1, rounds: 2_000, most: { requests: 7, latencySeconds: 1.35 } },
  { title: '10 at once', together: 10, rounds: 1_000, most: { requests: 3, latencySeconds: 0.7 } },
  { title: '100 at once', together: 100, rounds: 20 },
  { title: '1,000 at once', together: 1_000, rounds: 10, most: { requests: 0.1, latencySeconds: 1.1 } },
  { title: '1, stream', together: 1, rounds: 500, hasStream: true, most: { requests: 2, latencySeconds: 0.2 } },
  { title: '10, stream', together: 10, rounds: 50, hasStream: true, most: { requests: 2, latencySeconds: 0.2 } },
]

let isMissed = false
const rows: Record<string, Record<string, string>> = {}
for (const story of stories) {
  const { title, most, hasStream = false } = story
  // A page on the API's own origin asks for a stream at once.
  Object.assign(globalThis, hasStream && { document: new EventTarget(), location: new URL('https://api.example.com') })
  const { requests, latencySeconds } = await play(story)
  const isMet = !most || (requests <= most.requests && latencySeconds <= most.latencySeconds)
  isMissed ||= !isMet
  rows[title] = {
    'requests a task': requests.toFixed(3),
    'added wait (s)': latencySeconds.toFixed(3),
    target: most ? `${most.requests}, ${most.latencySeconds} s` : '',
    verdict: !most ? '' : isMet ? 'met' : 'MISSED',
  }
}
console.table(rows)
process.exitCode = isMissed ? 1 : 0
