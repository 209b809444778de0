import { expect, it } from 'vitest'
import { entryOf } from '../../test/journal-entries.ts'
import { tellJournalStories } from '../../test/journal-stories.ts'
import { memoryJournal } from './memory-journal.ts'

tellJournalStories('memoryJournal', () => memoryJournal)

it('of a service that never asks again stays within bounds', async () => {
  const journal = memoryJournal()
  const startedAt = Date.now()
  for (let count = 0; count < 21_000; count++) void journal.put(entryOf(`${count}`, 'accepted', { startedAt }))
  expect(await journal.list()).toHaveLength(20_000)
  expect(await journal.get('20999')).toBeDefined()
})

it('forgets a task when its own pictures are gone, sooner than others', async () => {
  const journal = memoryJournal()
  const startedAt = Date.now() - 2 * 86_400_000
  void journal.put(entryOf('short-lived', 'failed', { startedAt, finishedAt: startedAt, retentionMs: 86_400_000 }))
  void journal.put(entryOf('long-lived', 'failed', { startedAt, finishedAt: startedAt }))
  expect((await journal.list()).map(({ external_task_id }) => external_task_id)).toEqual(['long-lived'])
})
