// Requests for each task, and how long its end goes unnoticed, by looking alone: the watcher itself, in simulated time.
import { createFullWatcher } from '../../packages/core/src/watch/full-watcher.ts'
import { watchTools } from '../../packages/core/src/watch/watch-tools.ts'
import type { WatcherOptions } from '../../packages/core/src/watch/watcher.ts'
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
  #seen = this.show()
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
    this.#seen = event.task as ReturnType<SimulatedTask['show']>
    if (this.#seen.task_status !== 'succeed') return
    this.noticedAt = time.now()
    this.#onEnd(this)
  }

  /** As the API writes it now. Some gateways stamp nothing, so durations have to be learned from the looks. */
  show(): { readonly task_id: string; readonly task_status: string } {
    return { task_id: this.task_id, task_status: time.now() >= this.endsAt ? 'succeed' : 'processing' }
  }
}

function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

interface Figures {
  readonly requests: number
  readonly latencySeconds: number
}

/** Starts so many tasks at once, waits for all, and begins anew, always with the same client. */
async function play(together: number, rounds: number): Promise<Figures> {
  const tasks: SimulatedTask[] = []
  let requests = 0
  const send: WatcherOptions['send'] = async ({ id, query }) => {
    requests++
    const { pageNum = 1, pageSize = 30 } = query ?? {}
    if (id !== undefined) return { data: tasks[Number(id)]!.show() }
    const newestFirst = tasks.slice(-1_500).reverse()
    return { data: newestFirst.slice((pageNum - 1) * pageSize, pageNum * pageSize).map((task) => task.show()) }
  }
  const watcher = createFullWatcher({
    tools: watchTools,
    send,
    root: 'https://api.example.com',
    deadlineMs: 600_000,
    watch: {},
    fetch: undefined,
  })
  for (let round = 0; round < rounds; round++) {
    for (let index = 0; index < together; index++) {
      const task = new SimulatedTask(`${tasks.length}`, (ended) => watcher.remove(ended))
      tasks.push(task)
      watcher.add(task)
    }
    await time.run()
  }
  const latencyMs = tasks.reduce((sum, { noticedAt = Infinity, endsAt }) => sum + noticedAt - endsAt, 0)
  return { requests: requests / tasks.length, latencySeconds: latencyMs / tasks.length / 1000 }
}

/** How many tasks are watched at once, how often, and what that may cost. */
const stories = [
  { together: 1, rounds: 2_000, most: { requests: 7, latencySeconds: 1.35 } },
  { together: 10, rounds: 1_000, most: { requests: 3, latencySeconds: 0.7 } },
  { together: 100, rounds: 20, most: undefined },
  { together: 1_000, rounds: 10, most: { requests: 0.1, latencySeconds: 1.1 } },
]

let isMissed = false
const rows: Record<string, Record<string, string>> = {}
for (const { together, rounds, most } of stories) {
  const { requests, latencySeconds } = await play(together, rounds)
  const isMet = !most || (requests <= most.requests && latencySeconds <= most.latencySeconds)
  isMissed ||= !isMet
  rows[`${together} at once`] = {
    'requests a task': requests.toFixed(3),
    'added wait (s)': latencySeconds.toFixed(3),
    target: most ? `${most.requests}, ${most.latencySeconds} s` : '',
    verdict: !most ? '' : isMet ? 'met' : 'MISSED',
  }
}
console.table(rows)
process.exitCode = isMissed ? 1 : 0
