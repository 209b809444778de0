import { afterEach, expect, it, vi } from 'vitest'
import { submitted, succeed } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import { memoryJournal } from '../journal/memory-journal.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'

const input = { prompt: 'a lighthouse', external_task_id: 'order-1' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A journal on a disk that takes its time over some entries. */
function journalWithPauses(pauseMs: (entry: JournalEntry) => number): TaskJournal {
  const inside = memoryJournal()
  return {
    ...inside,
    put: async (entry) => {
      await new Promise((resolve) => setTimeout(resolve, pauseMs(entry)))
      await inside.put(entry)
    },
  }
}

it('an entry that is written after the request was given up is taken back: nothing was sent', async () => {
  const journal = journalWithPauses(() => 15_000)
  const { client, api } = startClient({ post: [submitted] }, { journal })
  const end = outcome(client.submit(input))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(end.error).toMatchObject({ notCreated: true })
  await vi.advanceTimersByTimeAsync(5_000)
  expect([await journal.list(), api.sent]).toEqual([[], []])
})

it('an entry that stood there before stays, as its request may have made a task', async () => {
  const journal = journalWithPauses(() => 15_000)
  const { client } = startClient({ post: [submitted] }, { journal })
  const last = { version: 1, root: 'https://api.example.com/kling', state: 'submitting', options: {} } as const
  void journal.put({ ...last, ...input, startedAt: Date.now() })
  await vi.advanceTimersByTimeAsync(15_000)
  const end = outcome(client.submit(input))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(end.error).toMatchObject({ notCreated: true })
  expect(await journal.list()).toHaveLength(1)
})

it.each([100, 5_000])('a task that is forgotten while its end is written (%d ms) stays forgotten', async (pauseMs) => {
  const journal = journalWithPauses(({ state }) => (state === 'succeed' ? pauseMs : 0))
  const { client } = startClient({ post: [submitted], look: [succeed] }, { journal })
  outcome(client.generate(input))
  await vi.advanceTimersByTimeAsync(1_050)
  const forgotten = outcome(client.forget('order-1').then(() => 'done'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(forgotten.value).toBe('done')
  expect(await journal.list()).toEqual([])
})
