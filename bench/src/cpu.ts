// CPU time of one task, submit and one look, over loopback: by hand, by ky and by the SDK, round by round in one run.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createOmniImageClient } from '@omni-image/core'
import ky from 'ky'

const rounds = Number(process.env['ROUNDS'] ?? 30)
const warmUps = 5
const tasks = 200
/** So many tasks are under way at once, so that nobody pays for a process that falls asleep between two of them. */
const lanes = 8

const server = fork(fileURLToPath(new URL('task-server.ts', import.meta.url)))
const [port] = (await once(server, 'message')) as [number]
const baseUrl = `http://127.0.0.1:${port}`
const address = `${baseUrl}/kling/v1/images/omni-image`
const input = { prompt: 'A lighthouse on a cliff in the last light', aspect_ratio: '16:9' } as const
const request = { model_name: 'kling-v3-omni', ...input }
const headers = { authorization: 'Bearer some-token' }

interface Answer {
  readonly data: {
    readonly task_id: string
    readonly task_result?: { readonly images: readonly { readonly url: string }[] }
  }
}

const http = ky.create({ retry: 0, timeout: false, headers })
const client = createOmniImageClient({ baseUrl, token: 'some-token', watch: { minPauseMs: 0, maxPauseMs: 1 } })

/** Each makes one task and gives the address of its picture. */
const ways: Readonly<Record<string, () => Promise<string | undefined>>> = {
  'native fetch': async () => {
    const body = JSON.stringify({ ...request, external_task_id: crypto.randomUUID() })
    const type = { 'content-type': 'application/json' }
    const created = await fetch(address, { method: 'POST', headers: { ...headers, ...type }, body })
    const { data } = (await created.json()) as Answer
    const seen = (await (await fetch(`${address}/${data.task_id}`, { headers })).json()) as Answer
    return seen.data.task_result?.images[0]?.url
  },
  ky: async () => {
    const json = { ...request, external_task_id: crypto.randomUUID() }
    const { data } = await http.post(address, { json }).json<Answer>()
    const seen = await http.get(`${address}/${data.task_id}`).json<Answer>()
    return seen.data.task_result?.images[0]?.url
  },
  'ours, submit and get': async () => {
    const { task_id } = await client.submit(input)
    return (await client.get(task_id)).task_result?.images?.[0]?.url
  },
  'ours, generate': async () => (await client.generate(input)).images[0]?.url,
}

/** CPU microseconds of this process for one task. */
async function measure(makeTask: () => Promise<string | undefined>): Promise<number> {
  const before = process.cpuUsage()
  let begun = 0
  async function runLane(): Promise<void> {
    while (begun++ < tasks) {
      if ((await makeTask()) === undefined) throw new Error('no picture came')
    }
  }
  await Promise.all(Array.from({ length: lanes }, runLane))
  const { user, system } = process.cpuUsage(before)
  return (user + system) / tasks
}

const spent = new Map(Object.keys(ways).map((name) => [name, [] as number[]]))
for (let round = -warmUps; round < rounds; round++) {
  for (const [name, makeTask] of Object.entries(ways)) {
    const microseconds = await measure(makeTask)
    if (round >= 0) spent.get(name)!.push(microseconds)
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
const ratio = (name: string, floor: string): string =>
  median(spent.get(name)!.map((value, round) => value / spent.get(floor)![round]!)).toFixed(2)
const rows = [...spent].map(([name, values]) => [
  name,
  {
    'CPU per task (µs)': Math.round(median(values)),
    'to fetch': ratio(name, 'native fetch'),
    'to ky': ratio(name, 'ky'),
  },
])
console.table(Object.fromEntries(rows))
client.close()
server.disconnect()
