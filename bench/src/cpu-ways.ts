// One way to make tasks in a process of its own, so that nobody pays for another's garbage: measured whenever it is asked to.
import { createOmniImageClient } from '@omni-image/core'
import ky from 'ky'

const tasks = 1000
/** So many are under way at once, so that nobody pays for a process that falls asleep between two of them. */
const lanes = 32
const input = { prompt: 'A lighthouse on a cliff in the last light', aspect_ratio: '16:9' } as const
const request = { model_name: 'kling-v3-omni', ...input }
const headers = { authorization: 'Bearer some-token' }
const [name, baseUrl] = process.argv.slice(2) as [string, string]
const address = `${baseUrl}/kling/v1/images/omni-image`

interface Answer {
  readonly data: {
    readonly task_id: string
    readonly task_result?: { readonly images: readonly { readonly url: string }[] }
  }
}

const http = ky.create({ retry: 0, timeout: false, headers })
const client = createOmniImageClient({
  baseUrl,
  token: 'some-token',
  watch: { minPauseMs: 0, maxPauseMs: 1, concurrency: lanes },
})

/** Each makes one task and gives the address of its picture. */
const ways: Readonly<Record<string, () => Promise<string | undefined>>> = {
  fetch: async () => {
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
  /** As ours can be: without a signal nobody can call a request off, and one that hangs keeps its socket. */
  abortable: async () => {
    const { signal } = new AbortController()
    const json = { ...request, external_task_id: crypto.randomUUID() }
    const { data } = await http.post(address, { json, signal }).json<Answer>()
    const seen = await http.get(`${address}/${data.task_id}`, { signal }).json<Answer>()
    return seen.data.task_result?.images[0]?.url
  },
  wait: async () => {
    const json = { ...request, external_task_id: crypto.randomUUID() }
    const { data } = await http.post(address, { json }).json<Answer>()
    await new Promise((resolve) => setTimeout(resolve, 1))
    const seen = await http.get(`${address}/${data.task_id}`).json<Answer>()
    return seen.data.task_result?.images[0]?.url
  },
  get: async () => {
    const { task_id } = await client.submit(input)
    return (await client.get(task_id)).task_result?.images?.[0]?.url
  },
  generate: async () => (await client.generate(input)).images[0]?.url,
}

/** CPU microseconds of this process for one task. */
async function measure(): Promise<number> {
  const makeTask = ways[name]!
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

process.on('message', () => void measure().then((microseconds) => process.send?.(microseconds)))
process.on('disconnect', () => process.exit())
