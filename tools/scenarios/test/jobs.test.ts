import { expect, it } from 'vitest'
import { playJobs } from '../../../bench/src/play-jobs.ts'
import { hasRedis } from '../../../bench/src/start-redis.ts'

if (!hasRedis && process.env['CI']) throw new Error('No redis-server on the PATH: install Redis.')
if (!hasRedis) console.warn('SKIPPED: jobs with workers that are killed, for want of a redis-server on the PATH.')

/** `JOBS=2000` plays the whole of it. */
const jobs = Number(process.env['JOBS'] ?? 200)

it.skipIf(!hasRedis)(
  `${jobs} jobs, three workers of which one is killed every two seconds: all are finished, and each is billed once`,
  async () => {
    const figures = await playJobs({
      jobs,
      killEveryMs: 2000,
      lockMs: 5000,
      slots: 100,
      longestMs: 60_000 + jobs * 300,
    })
    expect(figures.unfinished).toEqual([])
    expect(figures.ended).toEqual({ succeed: jobs })
    expect(figures.billed).toBe(jobs)
    expect(figures.kills).toBeGreaterThan(2)
    expect(figures.faults).toBeGreaterThan(0)
  },
  120_000 + jobs * 300,
)
