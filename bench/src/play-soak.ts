import { fork } from 'node:child_process'
import { getEventListeners, once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createOmniImageClient, isOmniImageError, type StartedTask } from '@omni-image/core'

export interface SoakOptions {
  readonly tasks: number
  /** From accepted to finished; all tasks should be waiting at once before the first is done. */
  readonly latencyMs: number
  readonly seed?: number
}

export interface SoakFigures {
  /** How many clicks ended in which way: `picture`, or the code of an error. */
  readonly endings: Readonly<Record<string, number>>
  readonly billed: number
  /** What must be none: billed tasks that no click knows, pictures that were not billed, errors that do not tell their id. */
  readonly unaccounted: readonly string[]
  readonly requests: number
  readonly faults: number
  /** What one more waiting task takes of the heap, with the promise that its caller holds. */
  readonly heapBytesPerTask: number
  readonly waitingAtOnce: number
  /** What keeps the process alive after the end and did not before, listeners on the signal that all calls had included. */
  readonly left: readonly string[]
  readonly tookMs: number
}

interface Report {
  readonly requests: number
  readonly faults: number
  readonly billed: number
  readonly tasks: readonly (readonly [external_task_id: string, task_id: string])[]
}

/** How many creates are under way at once, as a connection is opened for each. */
const lanes = 50
/** Who has no answer by then is looking for its task, and that takes long and needs no connection. */
const patienceMs = 250

/** Sends every task through one client to an emulator behind a socket, where three requests of ten go wrong. */
export async function playSoak({ tasks, latencyMs, seed = 1 }: SoakOptions): Promise<SoakFigures> {
  const startedAt = performance.now()
  const before = activeResources()
  const script = fileURLToPath(new URL('soak-server.ts', import.meta.url))
  const execArgv = ['--conditions=@omni-image/source']
  const server = fork(script, [`${latencyMs}`, `${seed}`], { execArgv })
  const [baseUrl] = (await once(server, 'message')) as [string]
  const ask = async (message: string): Promise<Report> => {
    server.send(message)
    return ((await once(server, 'message')) as [Report])[0]
  }

  const client = createOmniImageClient({ baseUrl, token: 'some-token' })
  const { signal } = new AbortController()
  const started: StartedTask[] = []
  const accepts: Promise<unknown>[] = []
  const ends: Promise<unknown>[] = []
  const idleHeap = await heapBytes()

  let next = 0
  async function runLane(): Promise<void> {
    for (let index = next++; index < tasks; index = next++) {
      const task = client.start({ prompt: `picture ${index}` }, { signal })
      started.push(task)
      ends.push(task.result({ signal }).then(nothing, nothing))
      const accepted = task.accepted().catch(nothing)
      accepts.push(accepted)
      await Promise.race([accepted, pause(patienceMs)])
    }
  }
  await Promise.all(Array.from({ length: lanes }, runLane))
  await Promise.all(accepts.splice(0))
  const waitingAtOnce = started.filter((task) => /^(submitted|processing)$/.test(task.getSnapshot().status)).length
  const heapBytesPerTask = ((await heapBytes()) - idleHeap) / tasks
  await Promise.all(ends)

  const report = await ask('calm')
  const unaccounted = await findUnaccounted(started, report)
  client.close()
  server.disconnect()
  await once(server, 'exit')
  const listeners = getEventListeners(signal, 'abort').map(() => 'abort listener')
  return {
    endings: countBy(started.map(toEnding)),
    billed: report.billed,
    unaccounted,
    requests: report.requests,
    faults: report.faults,
    heapBytesPerTask,
    waitingAtOnce,
    left: [...(await resourcesLeft(before)), ...listeners],
    tookMs: performance.now() - startedAt,
  }
}

function nothing(): void {}

function toEnding(task: StartedTask): string {
  const { status, error } = task.getSnapshot()
  return status === 'succeed' ? 'picture' : (error?.code ?? status)
}

/** Holds what was billed against what the clicks came to; whoever was left uncertain asks once more, now that all is calm. */
async function findUnaccounted(started: readonly StartedTask[], report: Report): Promise<string[]> {
  const billed = new Map(report.tasks)
  const wrong: string[] = report.billed === billed.size ? [] : ['more was billed than there are ids']
  for (const task of started) {
    const { error, images } = task.getSnapshot()
    const id = task.external_task_id ?? ''
    const task_id = billed.get(id)
    billed.delete(id)
    if (error === undefined && images.length > 0 && task.task_id === task_id) continue
    if (!isOmniImageError(error) || error.external_task_id !== id) wrong.push(`${id} has no end that tells its id`)
    else if (error.code === 'submit-uncertain') {
      const found = await error.recover().then((recovered) => recovered.result(), nothing)
      if (found?.task_id !== task_id) wrong.push(`${id} was not recovered as what it is`)
    } else if (task_id !== undefined) wrong.push(`${id} was billed and ended with ${error.code}`)
  }
  return [...wrong, ...[...billed.keys()].map((id) => `${id} was billed and nobody knows it`)]
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

/** The least of some moments, as requests are under way. */
async function heapBytes(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  let least = Infinity
  for (let sample = 0; sample < 5; sample++) {
    await pause(200)
    collect()
    least = Math.min(least, process.memoryUsage().heapUsed)
  }
  return least
}

/** Timers and sockets; what belongs to the runner of this process is there before and after. */
function activeResources(): string[] {
  return process.getActiveResourcesInfo().filter((name) => /Timeout|Immediate|TCP|Pipe|Process/.test(name))
}

/** Idle connections go by themselves after some seconds, so this waits for them. */
async function resourcesLeft(before: readonly string[]): Promise<string[]> {
  for (let tries = 0; ; tries++) {
    const known = [...before]
    const left = activeResources().filter((name) => {
      const index = known.indexOf(name)
      if (index >= 0) known.splice(index, 1)
      return index < 0
    })
    if (left.length === 0 || tries === 40) return left
    await pause(250)
  }
}
