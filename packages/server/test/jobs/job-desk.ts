import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator, type Emulator, type EmulatorOptions } from '@omni-image/emulator'
import { onTestFinished } from 'vitest'
import { createLocalHints, type Hints } from '../../src/index.ts'
import { createJobs, type Job, type Jobs, type JobsOptions } from '../../src/jobs/index.ts'
import { type RedisServer, startRedis } from '../redis-server.ts'

export const secret = 'a secret of more than thirty-two characters'
export const ann = { user: 'ann', key: 'nightly/1' } as const
export const lighthouse = { prompt: 'A lighthouse' } as const

/** Where jobs are kept, so that each story is told twice. */
export type Place = 'folder' | 'redis'

export interface JobDesk {
  readonly emulator: Emulator
  /** Methods of the requests that the API got. */
  readonly asked: string[]
  /** Bodies of the creates, as they were sent. */
  readonly bodies: string[]
  /** For those who want to hear of each other. */
  readonly hints: Hints
  /** What `onFinished` has heard. */
  readonly ended: Job[]
  readonly redis: RedisServer | undefined
  /** One more process's way to the same jobs. */
  readonly open: (options?: Partial<JobsOptions>) => Jobs
}

/** An emulator, a place for jobs, and as many ways to it as a story needs. */
export async function createJobDesk(
  place: Place,
  options: { readonly emulator?: EmulatorOptions } = {},
): Promise<JobDesk> {
  const emulator = createEmulator({ seed: 7, latency: 0, ...options.emulator })
  const asked: string[] = []
  const bodies: string[] = []
  const ended: Job[] = []
  const opened: Jobs[] = []
  const redis = place === 'redis' ? await startRedis() : undefined
  const where = redis ? { redis: redis.url, lockMs: 2000 } : { folder: createFolder() }
  onTestFinished(async () => {
    await Promise.all(opened.map((jobs) => jobs.close()))
    await emulator.close()
  })

  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(request.method)
    if (request.method === 'POST') bodies.push(await request.clone().text())
    return emulator.fetch(request)
  }
  return {
    emulator,
    asked,
    bodies,
    hints: createLocalHints(),
    ended,
    redis,
    open: (changes) => {
      const jobs = createJobs({
        upstream: { baseUrl: 'http://upstream.test', token: 'some-token', fetch: send },
        secret,
        watch: { minPauseMs: 50, maxPauseMs: 200 },
        logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
        onFinished: (job) => void ended.push(job),
        ...where,
        ...changes,
      } as JobsOptions)
      opened.push(jobs)
      return jobs
    },
  }
}

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'omni-image-jobs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The id that the task of the only job has upstream. */
export function upstreamIdOf(emulator: Emulator): string {
  return emulator.tasks()[0]?.task_info?.external_task_id ?? ''
}
