// CPU time of one task, submit and one look, over loopback: by hand, by ky and by the SDK, round by round in one run.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const rounds = Number(process.env['ROUNDS'] ?? 20)
const warmUps = 3

const waysFile = fileURLToPath(new URL('cpu-ways.ts', import.meta.url))
const server = fork(fileURLToPath(new URL('task-server.ts', import.meta.url)))
const [port] = (await once(server, 'message')) as [number]
const titles = {
  fetch: 'native fetch',
  ky: 'ky',
  wait: 'ky, after a pause',
  get: 'ours, submit and get',
  generate: 'ours, generate',
}
const ways = Object.entries(titles).map(([name, title]) => ({
  title,
  child: fork(waysFile, [name, `http://127.0.0.1:${port}`]),
  spent: [] as number[],
}))

for (let round = -warmUps; round < rounds; round++) {
  for (const { child, spent } of ways) {
    child.send('measure')
    const [microseconds] = (await once(child, 'message')) as [number]
    if (round >= 0) spent.push(microseconds)
  }
}

const [byHand, byKy] = ways.map(({ spent }) => spent)
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
const ratio = (spent: readonly number[], floor: readonly number[] = []): string =>
  median(spent.map((value, round) => value / floor[round]!)).toFixed(2)

const rows = ways.map(({ title, spent }) => [
  title,
  { 'CPU per task (µs)': Math.round(median(spent)), 'to fetch': ratio(spent, byHand), 'to ky': ratio(spent, byKy) },
])
console.table(Object.fromEntries(rows))
for (const { child } of [...ways, { child: server }]) child.disconnect()
