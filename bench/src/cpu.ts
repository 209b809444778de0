// CPU time of one task, submit and one look, over loopback: by hand, by ky and by the SDK. Every way runs in processes of
// its own, in an order that is drawn anew for each round, as a machine's speed changes from one second to the next.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const rounds = Number(process.env['ROUNDS'] ?? 4)
/** How often all begins anew: what a process is optimized to is partly chance. */
const starts = Number(process.env['STARTS'] ?? 8)
const warmUps = 3

const waysFile = fileURLToPath(new URL('cpu-ways.ts', import.meta.url))
const server = fork(fileURLToPath(new URL('task-server.ts', import.meta.url)))
const [port] = (await once(server, 'message')) as [number]
const titles = {
  fetch: 'native fetch',
  ky: 'ky',
  abortable: 'ky, with a signal',
  wait: 'ky, after a pause',
  get: 'ours, submit and get',
  generate: 'ours, generate',
}
type Name = keyof typeof titles
const names = Object.keys(titles) as Name[]
/** Microseconds per task, start by start. */
const spent = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>

for (let start = 0; start < starts; start++) {
  const children = names.map((name) => ({ name, child: fork(waysFile, [name, `http://127.0.0.1:${port}`]) }))
  const sums = Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>
  for (let round = -warmUps; round < rounds; round++) {
    for (const { name, child } of shuffle(children)) {
      const microseconds = await measure(child)
      if (round >= 0) sums[name] += microseconds
    }
  }
  for (const name of names) spent[name].push(sums[name] / rounds)
  for (const { child } of children) child.disconnect()
}
server.disconnect()

/** A process that dies says so, where one would wait for its answer for ever. */
async function measure(child: ChildProcess): Promise<number> {
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)))
  died.catch(() => undefined)
  child.send('measure')
  const [microseconds] = (await Promise.race([once(child, 'message'), died])) as [number]
  return microseconds
}

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** All that was spent to all that the other spent, and the standard error of that, by the starts. */
function ratio(name: Name, other: Name): string {
  const of = mean(spent[name]) / mean(spent[other])
  const squares = spent[name].map((value, start) => (value / spent[other][start]! - of) ** 2)
  return `${of.toFixed(2)} ± ${Math.sqrt(mean(squares) / (starts - 1)).toFixed(2)}`
}

const rows = names.map((name) => [
  titles[name],
  { 'CPU per task (µs)': Math.round(mean(spent[name])), 'to fetch': ratio(name, 'fetch'), 'to ky': ratio(name, 'ky') },
])
console.table(Object.fromEntries(rows))
