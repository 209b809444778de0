import { afterEach, describe, expect, it, vi } from 'vitest'
import { after, processing, refusal, reset, silence, submitted, type Answer } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import { memoryJournal } from '../journal/memory-journal.ts'
import type { OmniImageClient } from './create-omni-image-client.ts'

const input = { prompt: 'a lighthouse' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('close()', () => {
  const calls: [string, (client: OmniImageClient) => Promise<unknown>][] = [
    ['get', (client) => client.get('task-1')],
    ['list', (client) => client.list()],
  ]

  it.each(calls)('ends %s while it asks', async (_name, call) => {
    const { client, api } = startClient({ look: [silence] })
    const end = outcome(call(client))
    await vi.advanceTimersByTimeAsync(100)
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(end.error).toMatchObject({ name: 'AbortError' })
    expect(api.looks()[0]?.signal.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each(calls)('ends %s between two tries', async (_name, call) => {
    const { client } = startClient({ look: [reset] })
    const end = outcome(call(client))
    await vi.advanceTimersByTimeAsync(100)
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(end.error).toMatchObject({ name: 'AbortError' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('ends recover()', async () => {
    const lost: Answer = refusal(1004, 401)
    const { client } = startClient({ post: [reset], look: [lost, silence] })
    const started = client.start(input)
    const failure = outcome(started.result())
    await vi.advanceTimersByTimeAsync(20_000)
    const recovered = outcome((failure.error as { recover: () => Promise<unknown> }).recover())
    await vi.advanceTimersByTimeAsync(100)
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(recovered.error).toMatchObject({ name: 'AbortError' })
    expect(started.getSnapshot().status).toBe('stopped')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lets nobody wait for the answer to a request that has left, and the journal hears it all the same', async () => {
    const journal = memoryJournal()
    const { client } = startClient({ post: [after(3_000, submitted)], look: [processing] }, { journal })
    const started = client.start(input)
    const ends = [outcome(started.result()), outcome(started.accepted())]
    await vi.advanceTimersByTimeAsync(100)
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    for (const { error } of ends) expect(error).toMatchObject({ name: 'AbortError' })
    expect(started.getSnapshot()).toMatchObject({ status: 'stopped', external_task_id: expect.any(String) })
    expect(journal.list()).toMatchObject([{ state: 'submitting' }])
    await vi.runAllTimersAsync()
    expect(journal.list()).toMatchObject([{ state: 'accepted', task_id: 'task-1' }])
    expect(started.getSnapshot()).toMatchObject({ status: 'stopped', task_id: 'task-1' })
  })

  it('keeps in mind that a request that has left was refused', async () => {
    const journal = memoryJournal()
    const { client } = startClient({ post: [after(3_000, refusal(1201, 400, 'no such ratio'))] }, { journal })
    outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(100)
    client.close()
    await vi.runAllTimersAsync()
    expect(journal.list()).toMatchObject([{ state: 'failed' }])
  })
})
