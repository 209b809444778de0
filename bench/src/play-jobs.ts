import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createEmulator, type Fault } from '@omni-image/emulator'
import { createJobs } from '@omni-image/server/jobs'
import { seededRandom } from './seeded-random.ts'
import { startRedis } from './start-redis.ts'

export interface JobsPlay {
  readonly jobs: number
  /** One of the three workers is killed this often. */
  readonly killEveryMs: number
  readonly lockMs: number
  /** How many images the API makes at once. */
  readonly slots: number
  readonly longestMs: number
}

export interface JobsFigures {
  /** How many jobs were told to have ended, by state. */
  readonly ended: Readonly<Record<string, number>>
  readonly billed: number
  /** Jobs that `get` does not show as finished. */
  readonly unfinished: readonly string[]
  readonly kills: number
  /** How often `onFinished` was called. */
  readonly told: number
  /** What the API was asked. */
  readonly requests: Readonly<Record<string, number>>
  /** Creates that went wrong by script. */
  readonly faults: number
  readonly enqueuedPerSecond: number
  readonly tookMs: number
}

export interface WorkerSettings {
  readonly redis: string
  readonly baseUrl: string
  readonly secret: string
  readonly lockMs: number
  readonly toldFile: string
}

const workers = 3
const faultKinds = ['cut-before-accept', 'cut-after-accept', 'truncated-json', 'html'] as const

/** Jobs on BullMQ with three workers that are killed one after the other, and an API where one create of ten goes wrong. */
export async function playJobs({ jobs: count, killEveryMs, lockMs, slots, longestMs }: JobsPlay): Promise<JobsFigures> {
  const startedAt = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'omni-image-jobs-'))
  const requests: Record<string, number> = {}
  const random = seededRandom(1)
  let faults = 0
  const emulator = createEmulator({
    seed: 1,
    latency: { medianMs: 4000, sigma: 0.5 },
    limits: { slots },
    faults: ({ operation }): Fault | undefined => {
      requests[operation] = (requests[operation] ?? 0) + 1
      if (operation !== 'create' || random() > 0.1) return undefined
      faults += 1
      return { kind: faultKinds[Math.floor(random() * faultKinds.length)]! }
    },
  })
  const redis = await startRedis()
  const { url: baseUrl } = await emulator.listen()
  const secret = 'a secret of more than thirty-two characters'
  const settings: WorkerSettings = { redis: redis.url, baseUrl, secret, lockMs, toldFile: join(folder, 'told') }
  const client = createJobs({ upstream: { baseUrl, token: 'some-token' }, secret, redis: redis.url })
  const names = Array.from({ length: count }, (_, index) => ({ user: `user-${index % 7}`, key: `${index}` }))
  const running = Array.from({ length: workers }, () => startWorker(settings))
  let kills = 0
  try {
    const enqueuing = performance.now()
    for (const name of names) await client.enqueue({ prompt: `Picture ${name.key}` }, name)
    const enqueuedPerSecond = Math.round(count / ((performance.now() - enqueuing) / 1000))

    let told = await readTold(settings.toldFile)
    let killAt = performance.now() + killEveryMs
    while (told.ended.size < count && performance.now() - startedAt < longestMs) {
      await pause(200)
      if (performance.now() > killAt) {
        killAt += killEveryMs
        const victim = kills++ % workers
        running[victim]!.kill('SIGKILL')
        running[victim] = startWorker(settings)
      }
      told = await readTold(settings.toldFile)
    }
    const tookMs = performance.now() - startedAt
    await Promise.all(running.map(endWorker)) // what was told is written down before they end
    const found = await Promise.all(names.map((name) => client.get(name)))
    const unfinished = names.filter((_, index) => found[index]?.state !== 'succeed').map(({ key }) => key)
    const ended: Record<string, number> = {}
    for (const state of told.ended.values()) ended[state] = (ended[state] ?? 0) + 1
    return {
      ended,
      billed: emulator.ledger().tasks,
      unfinished,
      kills,
      told: told.calls,
      requests,
      faults,
      enqueuedPerSecond,
      tookMs,
    }
  } finally {
    for (const worker of running) worker.kill('SIGKILL')
    await client.close()
    await redis.stop()
    await emulator.close()
    await rm(folder, { recursive: true })
  }
}

function startWorker(settings: WorkerSettings): ChildProcess {
  const script = fileURLToPath(new URL('job-worker.ts', import.meta.url))
  return fork(script, [JSON.stringify(settings)], { execArgv: ['--conditions=@omni-image/source'] })
}

async function endWorker(worker: ChildProcess): Promise<void> {
  const exit = once(worker, 'exit')
  worker.kill('SIGTERM')
  await exit
}

async function readTold(
  file: string,
): Promise<{ readonly ended: ReadonlyMap<string, string>; readonly calls: number }> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(0, -1)
  return { ended: new Map(lines.map((line) => line.split(' ') as [string, string])), calls: lines.length }
}
