import { createEmulator, type Emulator, type EmulatorOptions } from '@omni-image/emulator'
import { expect, it, onTestFinished } from 'vitest'
import { createLocalHints } from '../hints/hints.ts'
import { createKeyedHash } from '../ownership/keyed-hash.ts'
import { createMarkedOwners } from '../ownership/marked-owners.ts'
import { createUpstream } from '../upstream/upstream.ts'
import type { JobRecord } from './job-record.ts'
import { createSubmitStep, type SubmitOutcome } from './submit-step.ts'
import { writeRequest } from './write-request.ts'

interface Desk {
  readonly emulator: Emulator
  /** Methods of the requests that were sent. */
  readonly asked: string[]
  /** What the last crash would leave behind. */
  readonly kept: () => JobRecord
  readonly keep: (record: JobRecord) => void
  /** One step, after so much time, by a process that knows only what was kept. */
  readonly step: (laterMs?: number) => Promise<SubmitOutcome>
}

async function createDesk(
  options: EmulatorOptions = {},
  resubmit: 'never' | 'if-not-found' = 'if-not-found',
): Promise<Desk> {
  const emulator = createEmulator({ seed: 7, latency: 60_000, ...options })
  const asked: string[] = []
  let nowMs = Date.now()
  const clock = { now: () => nowMs }
  const send: typeof fetch = (input, init) => {
    const request = new Request(input, init)
    asked.push(request.method)
    return emulator.fetch(request)
  }
  const upstream = createUpstream({ baseUrl: 'http://upstream.test', token: 'some-token', fetch: send }, clock, {})
  onTestFinished(async () => {
    upstream.close()
    await emulator.close()
  })
  const request = await writeRequest({ prompt: 'A lighthouse' }, 'http://upstream.test')
  let kept: JobRecord = { id: 'job-1', user: 'ann', key: '1', upstreamId: 'job-1.mark', enqueuedAt: nowMs, request }
  return {
    emulator,
    asked,
    kept: () => kept,
    keep: (record) => void (kept = record),
    step: (laterMs = 0) => {
      nowMs += laterMs
      const step = createSubmitStep({
        upstream,
        owners: createMarkedOwners([createKeyedHash('a secret')]),
        hints: createLocalHints(),
        callbacks: undefined,
        clock,
        logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
        resubmit,
        deadlineMs: 3_600_000,
        onFinished: undefined,
        closing: new AbortController().signal,
      })
      return step(
        kept,
        async () => request,
        async (record) => void (kept = record),
      )
    },
  }
}

it('the id is written down before the paid request leaves', async () => {
  const { step, kept, emulator } = await createDesk({ faults: [{ kind: 'cut-after-accept' }] })
  await step()
  expect(kept().entry).toMatchObject({ state: 'submitting', external_task_id: 'job-1.mark' })
  expect(emulator.ledger().tasks).toBe(1)
})

it('a request that got no answer is looked for, not sent again', async () => {
  const { step, asked, emulator } = await createDesk({ faults: [{ kind: 'cut-after-accept' }] })
  expect(await step()).toMatchObject({ type: 'unclear' })
  expect(await step(1000)).toMatchObject({ type: 'accepted', record: { entry: { state: 'accepted' } } })
  expect(asked).toEqual(['POST', 'GET'])
  expect(emulator.ledger().tasks).toBe(1)
})

it('a task that shows up late is waited for', async () => {
  const { step, asked, emulator } = await createDesk({ faults: [{ kind: 'cut-before-accept' }] })
  await step()
  for (const laterMs of [1000, 2000, 2000]) expect(await step(laterMs)).toMatchObject({ type: 'unclear' })
  expect(asked).toEqual(['POST', 'GET', 'GET', 'GET'])
  expect(emulator.ledger().tasks).toBe(0)
})

it('what is not there after the grace time is sent once more, under the same id', async () => {
  const { step, asked, emulator } = await createDesk({ faults: [{ kind: 'cut-before-accept' }] })
  await step()
  expect(await step(8000)).toMatchObject({ type: 'accepted' })
  expect(asked).toEqual(['POST', 'GET', 'POST'])
  expect(emulator.tasks().map(({ task_info }) => task_info?.external_task_id)).toEqual(['job-1.mark'])
})

it("with resubmit: 'never' it is not", async () => {
  const { step, asked } = await createDesk({ faults: [{ kind: 'cut-before-accept' }] }, 'never')
  await step()
  await expect(step(8000)).rejects.toMatchObject({ code: 'submit-uncertain' })
  expect(asked).toEqual(['POST', 'GET'])
})

it('a process that died over the request is followed by one that looks first, through a grace time of its own', async () => {
  const { step, asked, kept, keep } = await createDesk({ faults: [{ kind: 'cut-before-accept' }] })
  await step()
  const { unclearSince: _neverWritten, ...left } = kept()
  keep(left)
  expect(await step(60_000)).toMatchObject({ type: 'unclear' })
  expect(await step(8000)).toMatchObject({ type: 'accepted' })
  expect(asked).toEqual(['POST', 'GET', 'GET', 'POST'])
})

it('an API that breaks down over a request every time gets it five times at most', async () => {
  const faults = () => ({ kind: 'api-error', code: 5000 }) as const
  const { step, asked } = await createDesk({
    faults: (request) => (request.operation === 'create' ? faults() : undefined),
  })
  await step()
  for (let times = 0; times < 4; times += 1) await step(8000)
  await expect(step(8000)).rejects.toMatchObject({ code: 'submit-uncertain' })
  expect(asked.filter((method) => method === 'POST')).toHaveLength(5)
})

it('an id that the API has already is the same job, from before it was forgotten here', async () => {
  const { step, emulator } = await createDesk()
  const body = JSON.stringify({ model_name: 'kling-v3-omni', prompt: 'A lighthouse', external_task_id: 'job-1.mark' })
  const headers = { 'content-type': 'application/json', authorization: 'Bearer some-token' }
  await emulator.fetch('http://upstream.test/kling/v1/images/omni-image', { method: 'POST', headers, body })
  expect(await step()).toMatchObject({ type: 'accepted' })
  expect(emulator.ledger().tasks).toBe(1)
})

it('an API that has no room is no failure: all requests pause for as long as it asks', async () => {
  const { step, kept } = await createDesk({ faults: [{ kind: 'api-error', code: 1303, retryAfterSeconds: 7 }] })
  expect(await step()).toEqual({ type: 'lull', pauseMs: 7000 })
  expect(kept().entry).toBeUndefined()
  expect(await step(7000)).toMatchObject({ type: 'accepted' })
})

it('so is an empty balance: jobs wait until it is filled up', async () => {
  const { step } = await createDesk({ faults: [{ kind: 'api-error', code: 1102 }] })
  const outcome = await step()
  expect(outcome).toMatchObject({ type: 'lull' })
  expect('pauseMs' in outcome && outcome.pauseMs).toBeGreaterThan(10_000)
  expect(await step(20_000)).toMatchObject({ type: 'accepted' })
})

it('a refused request is over at once', async () => {
  const { step, kept } = await createDesk({ faults: [{ kind: 'api-error', code: 1301, message: 'Not this' }] })
  expect(await step()).toMatchObject({ type: 'refused' })
  expect(kept().entry).toMatchObject({ state: 'failed' })
  expect(kept().entry?.reason).toContain('Not this')
})
