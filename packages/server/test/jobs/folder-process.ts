import { appendFileSync } from 'node:fs'
import { createJobs } from '../../src/jobs/index.ts'

// A process that works on jobs in a folder, enqueues the same ones each time it starts, and is killed at any time.
const [baseUrl = '', folder = '', toldFile = '', count = '0'] = process.argv.slice(2)
const jobs = createJobs({
  upstream: { baseUrl, token: 'some-token' },
  secret: 'a secret of more than thirty-two characters',
  folder,
  watch: { minPauseMs: 50, maxPauseMs: 500 },
  onFinished: ({ key, state }) => appendFileSync(toldFile, `${key} ${state}\n`),
})
process.once('disconnect', () => process.exit())
await jobs.work()
for (let key = 0; key < Number(count); key += 1)
  await jobs.enqueue({ prompt: 'A lighthouse' }, { user: 'ann', key: `${key}` })
