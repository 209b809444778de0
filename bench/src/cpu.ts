// CPU time of one task, submit and one look, over loopback: by hand, by ky and by the SDK. Every way runs in processes of
// its own, in an order that is drawn anew for each round, as a machine's speed changes from one second to the next.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const rounds = Number(process.env['ROUNDS'] ?? 8)
/** How often all begins anew: what a process is optimized to is partly chance. */
const starts = Number(process.env['STARTS'] ?? 4)
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
/** Microseconds per task, round by round. */
const spent = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>

for (let start = 0; start < starts; start++) {
  const children = names.map((name) => ({ name, child: fork(waysFile, [name, `http://127.0.0.1:${port}`]) }))
  for (let round = -warmUps; round < rounds; round++) {
    for (const { name, child } of shuffle(children)) {
      child.send('measure')
      const [microseconds] = (await once(child, 'message')) as [number]
      if (round >= 0) spent[name].push(microseconds)
    }
  }
  for (const { child } of children) child.disconnect()
}
server.disconnect()

function shuffle<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** All that was spent to all that the other spent, and how far that may be off (the standard error of a round's). */
function ratio(name: Name, other: Name): string {
  const of = mean(spent[name]) / mean(spent[other])
  const byRound = spent[name].map((value, round) => value / spent[other][round]!)
  const spread = Math.sqrt(mean(byRound.map((value) => (value - mean(byRound)) ** 2)) / byRound.length)
  return `${of.toFixed(2)} ± ${spread.toFixed(2)}`
}

const rows = names.map((name) => [
  titles[name],
  { 'CPU per task (µs)': Math.round(mean(spent[name])), 'to fetch': ratio(name, 'fetch'), 'to ky': ratio(name, 'ky') },
])
console.table(Object.fromEntries(rows))
