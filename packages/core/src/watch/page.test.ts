import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ok, processing, refusal, reset, submitted, task } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'

const input = { prompt: 'a lighthouse' }

/** As much of a page as the watcher knows. */
let page: EventTarget & { visibilityState: string }

beforeEach(() => {
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
  const network = new EventTarget()
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) {
    vi.stubGlobal(name, network[name].bind(network))
  }
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function show(visibilityState: string): void {
  page.visibilityState = visibilityState
  page.dispatchEvent(new Event('visibilitychange'))
}

describe('a page that nobody sees', () => {
  it('looks three times less', async () => {
    const { client, api } = startClient({ post: [submitted], look: [processing] })
    show('hidden')
    outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(120_000)
    const hidden = api.looks().length
    show('visible')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(hidden).toBeGreaterThan(4)
    expect(api.looks().length).toBeGreaterThan(hidden * 2.5)
  })

  it('looks at least every 30 seconds', async () => {
    const { client, api } = startClient({ post: [submitted], look: [processing] }, { watch: { minPauseMs: 20_000 } })
    show('hidden')
    outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(301_000)
    expect(api.looks()).toHaveLength(10)
  })
})

describe('somebody who comes back', () => {
  it.each([
    ['to the page', () => show('visible')],
    ['from where there was no network', () => globalThis.dispatchEvent(new Event('online'))],
  ])('%s gets a look at once', async (_name, comeBack) => {
    const { client, api } = startClient({ post: [submitted], look: [processing, reset] })
    outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(60_000)
    const { length } = api.looks()
    await vi.advanceTimersByTimeAsync(100)
    comeBack()
    await vi.advanceTimersByTimeAsync(0)
    expect(api.looks()).toHaveLength(length + 1)
  })

  it('gets one look for many tasks', async () => {
    const list = ok([task('processing'), task('processing', { task_id: 'task-2' })])
    const { client, api } = startClient({ look: [list] })
    for (const id of ['task-1', 'task-2']) client.task(id).subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(2_500)
    const { length } = api.looks()
    show('visible')
    await vi.advanceTimersByTimeAsync(0)
    expect(api.looks()).toHaveLength(length + 1)
  })

  it.each(['15', '60'])('does not hurry an API that has asked for a pause of %s s', async (seconds) => {
    const busy = refusal(1302, 429, 'busy', { 'retry-after': seconds })
    const { client, api } = startClient({ post: [submitted], look: [busy] })
    outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(5_000)
    show('visible')
    globalThis.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(Number(seconds) * 1_000 - 4_001)
    expect(api.looks()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(api.looks()).toHaveLength(2)
  })
})

it('nothing is listened to while nothing is watched', async () => {
  const added = [vi.spyOn(page, 'addEventListener'), vi.spyOn(globalThis, 'addEventListener')]
  const removed = [vi.spyOn(page, 'removeEventListener'), vi.spyOn(globalThis, 'removeEventListener')]
  const { client } = startClient({ look: [processing] })
  const counts = (spies: typeof added): number[] => spies.map((spy) => spy.mock.calls.length)
  const known = client.task('task-1')
  expect(counts(added)).toEqual([0, 0])
  const leave = [known.subscribe(() => undefined), client.task('task-2').subscribe(() => undefined)]
  expect(counts(added)).toEqual([1, 1])
  for (const unsubscribe of leave) unsubscribe()
  expect(counts(removed)).toEqual([1, 1])
})
