// The emulator in a process of its own: at most one request of three goes wrong, until the parent says "calm".
import { createEmulator, type Fault, type FaultRequest } from '@omni-image/emulator'

const [latencyMs = '1000', seed = '1'] = process.argv.slice(2)
let share = 0.3

/**
 * What a create or a look may meet; the numbers come from a seed, so that a run can be played again. No 1303: it says how
 * many tasks may be under way, and one that is not true makes every client wait for its own.
 */
const onCreate: readonly Fault[] = [
  { kind: 'cut-before-accept' },
  { kind: 'cut-after-accept' },
  { kind: 'http-error', accepts: true },
  { kind: 'html', status: 504 },
  { kind: 'truncated-json' },
  { kind: 'cut-in-answer' },
  { kind: 'sent-twice' },
  { kind: 'api-error', code: 1302 },
  { kind: 'api-error', code: 5000, accepts: true },
]
const onLook: readonly Fault[] = [
  { kind: 'cut-before-accept' },
  { kind: 'cut-after-accept' },
  { kind: 'http-error', status: 503 },
  { kind: 'html' },
  { kind: 'html', status: 200 },
  { kind: 'truncated-json' },
  { kind: 'cut-in-answer' },
  { kind: 'api-error', code: 1302, retryAfterSeconds: 1 },
  { kind: 'api-error', code: 5001 },
]

let state = Number(seed)
/** mulberry32 */
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
}

let requests = 0
let faults = 0
function decide({ operation }: FaultRequest): Fault | undefined {
  requests += 1
  if (random() >= share) return undefined
  faults += 1
  const choice = operation === 'create' ? onCreate : onLook
  return choice[Math.floor(random() * choice.length)]
}

const emulator = createEmulator({ latency: Number(latencyMs), seed, faults: decide, limits: { tasks: 100_000 } })
const { url } = await emulator.listen()

process.on('message', (message) => {
  if (message === 'calm') share = 0
  const tasks = emulator.tasks().map(({ task_id, task_info }) => [task_info?.external_task_id, task_id])
  process.send?.({ requests, faults, billed: emulator.ledger().tasks, tasks })
})
process.on('disconnect', () => process.exit())
process.send?.(url)
