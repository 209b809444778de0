// One instance with thousands of open streams and running tasks: its memory, how often it asks the API, how soon browsers know.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const tasks = Number(process.env['TASKS'] ?? 10_000)
const readerProcesses = 2
/** The built files, as in production. Without limits Node lets garbage lie for as long as the machine has room for it. */
const instanceFlags = (process.env['FLAGS'] ?? '--max-old-space-size=320 --max-semi-space-size=8').split(' ')
const patienceMs = 15 * 60_000
const budgets = { rss: 512, looks: 0.5, medianMs: 250 }

interface ReaderReport {
  readonly open: number
  readonly made: number
  readonly refused: number
  readonly ended: number
  readonly delaysMs: readonly number[]
}

interface Hello {
  readonly url: string
}

interface Program {
  readonly ask: <Answer>(message: string) => Promise<Answer>
  readonly stop: () => Promise<unknown>
}

async function start(name: string, env: Record<string, string>, flags = ['--conditions=@omni-image/source']) {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  const child: ChildProcess = fork(file, { env: { ...process.env, ...env }, execArgv: flags })
  const [hello] = (await once(child, 'message')) as [Hello]
  const program: Program = {
    ask: async <Answer>(message: string) => {
      const answer = once(child, 'message')
      child.send(message)
      return ((await answer) as [Answer])[0]
    },
    stop: () => {
      child.disconnect()
      return once(child, 'exit')
    },
  }
  return { ...program, hello }
}

async function measure(hasCallbacks: boolean) {
  const upstream = await start('upstream', {})
  const port = 20_000 + (process.pid % 10_000)
  const serverUrl = `http://127.0.0.1:${port}`
  const options = {
    UPSTREAM_URL: upstream.hello.url,
    PORT: `${port}`,
    ...(hasCallbacks && { CALLBACK_URL: `${serverUrl}/kling/callback` }),
  }
  const instance = await start('instance', options, instanceFlags)
  const share = Math.ceil(tasks / readerProcesses)
  const readers = await Promise.all(
    Array.from({ length: readerProcesses }, (_, index) =>
      start('readers', { SERVER_URL: serverUrl, FIRST: `${index * share}`, COUNT: `${share}` }),
    ),
  )
  const memoryOf = () => instance.ask<{ memory: NodeJS.MemoryUsage; cpu: NodeJS.CpuUsage }>('')
  const delaysMs: number[] = []
  let mostRss = 0

  async function look(message = '') {
    const reports = await Promise.all(readers.map(({ ask }) => ask<ReaderReport>(message)))
    for (const report of reports) delaysMs.push(...report.delaysMs)
    const { memory, cpu } = await memoryOf()
    mostRss = Math.max(mostRss, memory.rss)
    const sum = (key: 'open' | 'made' | 'refused' | 'ended') => reports.reduce((all, report) => all + report[key], 0)
    return { open: sum('open'), made: sum('made'), refused: sum('refused'), ended: sum('ended'), memory, cpu }
  }
  async function until(isDone: (state: Awaited<ReturnType<typeof look>>) => boolean) {
    const startedAt = performance.now()
    for (let state = await look(); ; state = await look()) {
      const { open, made, memory } = state
      if (process.env['VERBOSE']) console.error(open, made, delaysMs.length, Math.round(memory.rss / 2 ** 20))
      if (isDone(state)) return state
      if (performance.now() - startedAt > patienceMs) throw new Error(`Stuck: ${JSON.stringify(state)}`)
      await pause(500)
    }
  }

  const idle = await look()
  await look('listen')
  const listening = await until(({ open }) => open >= tasks)
  await look('create')
  const full = await until(({ made, refused }) => made + refused >= tasks)
  const runningAtOnce = full.made - delaysMs.length
  if (process.env['SNAPSHOT']) await instance.ask('snapshot')
  const end = await until(() => delaysMs.length >= full.made)
  const { counts } = await upstream.ask<{ counts: Record<string, number> }>('')
  await Promise.all([...readers, instance, upstream].map(({ stop }) => stop()))
  delaysMs.sort((one, other) => one - other)
  const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
  return {
    'open streams': full.open - full.ended,
    'running at once': runningAtOnce,
    refused: full.refused,
    'RSS at rest (MiB)': megabytes(idle.memory.rss),
    'RSS with streams': megabytes(listening.memory.rss),
    'RSS with tasks': megabytes(full.memory.rss),
    'RSS at most': megabytes(mostRss),
    'heap at the end': megabytes(end.memory.heapUsed),
    'CPU (s)': Math.round((end.cpu.user + end.cpu.system) / 1e6),
    'looks per task': ((counts['get']! + counts['list']!) / tasks).toFixed(3),
    'of these lists': counts['list']!,
    'end to event, median (ms)': Math.round(delaysMs[Math.floor(delaysMs.length / 2)] ?? NaN),
    'end to event, 99 of 100 (ms)': Math.round(delaysMs[Math.floor(delaysMs.length * 0.99)] ?? NaN),
  }
}

const ways = (process.env['WAYS'] ?? 'without,with').split(',')
const figures: Record<string, Awaited<ReturnType<typeof measure>>> = {}
for (const way of ways) figures[`${way} callbacks`] = await measure(way === 'with')
const rows = Object.keys(Object.values(figures)[0] ?? {})
console.table(
  Object.fromEntries(
    rows.map((row) => [
      row,
      Object.fromEntries(Object.entries(figures).map(([way, own]) => [way, own[row as keyof typeof own]])),
    ]),
  ),
)

const without = figures['without callbacks']
const withThem = figures['with callbacks']
const verdicts = [
  Object.values(figures).every((own) => own['RSS at most'] <= budgets.rss),
  !without || Number(without['looks per task']) <= budgets.looks,
  !withThem || withThem['end to event, median (ms)'] <= budgets.medianMs,
]
console.log(
  verdicts.map((isMet) => (isMet ? '✓' : '✗')).join(' '),
  'memory, looks without callbacks, event with callbacks',
)
process.exitCode = verdicts.every(Boolean) ? 0 : 1
