// How much memory a waiting task takes: submitted, its result awaited, in the journal, in the watcher. Run with --expose-gc.
import { createOmniImageClient, type OmniImageClient } from '@omni-image/core'
import { setTimeout as sleep } from 'node:timers/promises'

const taskCount = Number(process.argv[2] ?? 10_000)
const targetBytes = 1_500

let created = 0

/** An API on which no task is ever finished. */
async function fakeFetch(input: RequestInfo | URL): Promise<Response> {
  const { method, url } = input as Request
  const task_id = method === 'POST' ? `${831_922_438_904_313_344n + BigInt(++created)}` : url.split('/').at(-1)
  const now = Date.now()
  const data = { task_id, task_status: 'submitted', task_info: {}, created_at: now, updated_at: now }
  return Response.json({ code: 0, message: 'SUCCEED', request_id: `request-${created}`, data })
}

const ignore = (): void => undefined

async function heapBytes(): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc!()
    await sleep(20)
  }
  return process.memoryUsage().heapUsed
}

/** Has `count` tasks waiting when it returns. */
async function wait(client: OmniImageClient, count: number): Promise<void> {
  for (let batch = 0; batch < count; batch += 500) {
    const tasks = await Promise.all(
      Array.from({ length: 500 }, (_, index) => client.submit({ prompt: `a lighthouse, number ${batch + index}` })),
    )
    for (const task of tasks) task.result().catch(ignore)
  }
}

// A look that is under way is no waiting task: none comes in the time that this takes.
const watch = { minPauseMs: 600_000, maxPauseMs: 600_000 }
const open = (): OmniImageClient => {
  return createOmniImageClient({ baseUrl: 'https://api.example.com', fetch: fakeFetch, watch })
}

// What as many requests leave behind in the runtime (compiled code, tables that have grown) is not the tasks'.
const first = open()
await wait(first, taskCount)
first.close()

/** Bytes of each task that one more client waits for, and the milliseconds that their submits took. */
async function measure(): Promise<readonly [number, number]> {
  const client = open()
  const beforeBytes = await heapBytes()
  const startMs = performance.now()
  await wait(client, taskCount)
  const submitMs = performance.now() - startMs
  const perTask = ((await heapBytes()) - beforeBytes) / taskCount
  client.close()
  return [perTask, submitMs]
}

// Now and then a table of the runtime grows, or is cleared, in between; the median knows nothing of that.
const runs = []
for (let run = 0; run < 5; run++) runs.push(await measure())
const [perTask, submitMs] = runs.toSorted(([one], [other]) => one - other)[2]!
const isMet = perTask <= targetBytes
console.table({
  'waiting task': { 'heap (bytes)': Math.round(perTask), 'target (bytes)': targetBytes, verdict: isMet ? '✓' : '✗' },
})
console.log(
  `${taskCount} submits took ${(submitMs / 1000).toFixed(1)} s, ${((submitMs / taskCount) * 1000).toFixed(0)} µs each`,
)
process.exitCode = isMet ? 0 : 1
process.exit()
