import { appendFileSync } from 'node:fs'
import { createJobs } from '@omni-image/server/jobs'
import type { WorkerSettings } from './play-jobs.ts'

// One of the processes that work on jobs, until it is killed.
const { redis, baseUrl, secret, lockMs, toldFile } = JSON.parse(process.argv[2]!) as WorkerSettings
const jobs = createJobs({
  upstream: { baseUrl, token: 'some-token' },
  secret,
  redis,
  lockMs,
  // At once on the disk, whenever the process is killed.
  onFinished: ({ key, state }) => appendFileSync(toldFile, `${key} ${state}\n`),
})
await jobs.work()
process.once('SIGTERM', () => void jobs.close().then(() => process.exit()))
process.once('disconnect', () => process.exit())
