// Two thousand jobs on BullMQ with three workers, one of them killed every few seconds.
import { playJobs } from './play-jobs.ts'

const jobs = Number(process.env['JOBS'] ?? 2000)
const killEveryMs = Number(process.env['KILL_EVERY_MS'] ?? 3000)
const lockMs = Number(process.env['LOCK_MS'] ?? 30_000)
const slots = Number(process.env['SLOTS'] ?? 200)
const figures = await playJobs({ jobs, killEveryMs, lockMs, slots, longestMs: 900_000 })
const { ended, requests, unfinished, billed } = figures
console.table({
  jobs,
  ...ended,
  'not finished': unfinished.length,
  'billed tasks': billed,
  'workers killed': figures.kills,
  'calls of onFinished': figures.told,
  'creates per job': ((requests['create'] ?? 0) / jobs).toFixed(2),
  'of these went wrong': figures.faults,
  'looks per job': ((requests['get'] ?? 0) / jobs).toFixed(2),
  'list pages per job': ((requests['list'] ?? 0) / jobs).toFixed(2),
  'enqueued per second': figures.enqueuedPerSecond,
  'took (s)': (figures.tookMs / 1000).toFixed(0),
})
process.exitCode = unfinished.length > 0 || billed !== jobs ? 1 : 0
