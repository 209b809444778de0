// Ten thousand tasks through one client against the emulator behind a socket, three requests of ten going wrong.
import { playSoak } from './play-soak.ts'

const tasks = Number(process.env['TASKS'] ?? 10_000)
const latencyMs = Number(process.env['LATENCY_MS'] ?? 60_000)
const figures = await playSoak({ tasks, latencyMs })
console.table({
  clicks: tasks,
  ...figures.endings,
  'billed tasks': figures.billed,
  unaccounted: figures.unaccounted.length,
  requests: figures.requests,
  'of these went wrong': figures.faults,
  'waiting at once': figures.waitingAtOnce,
  'heap per waiting task (kB)': (figures.heapBytesPerTask / 1000).toFixed(2),
  'timers, sockets, listeners left': figures.left.join(' ') || 'none',
  'took (s)': (figures.tookMs / 1000).toFixed(0),
})
for (const line of figures.unaccounted.slice(0, 20)) console.error(line)
process.exitCode = figures.unaccounted.length + figures.left.length > 0 ? 1 : 0
