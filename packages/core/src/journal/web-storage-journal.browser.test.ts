import { beforeEach, expect, it } from 'vitest'
import { entryOf } from '../../test/journal-entries.ts'
import { tellJournalStories, tellSharingStories, type OpenPlace } from '../../test/journal-stories.ts'
import { webStorageJournal } from './web-storage-journal.ts'

let places = 0
const openPlace: OpenPlace = () => {
  const prefix = `place ${places++}:`
  return (limits) => webStorageJournal(() => localStorage, { ...limits, prefix })
}

beforeEach(() => localStorage.clear())

tellJournalStories('webStorageJournal in a browser', openPlace)
tellSharingStories('webStorageJournal in a browser', openPlace)

it('that is full makes room, and then says that nothing more fits', async () => {
  const journal = webStorageJournal(localStorage)
  for (let count = 0; count < 10; count++) {
    await journal.put(entryOf(`${count}`, 'succeed', { prompt: 'p'.repeat(100_000) }))
  }
  const filling = 'x'.repeat(100_000)
  expect(() => {
    for (let count = 0; ; count++) localStorage.setItem(`filling ${count}`, filling)
  }).toThrow(/quota/)
  await journal.put(entryOf('new', 'submitting', { prompt: 'p'.repeat(150_000) }))
  expect((await journal.list())[0]).toMatchObject({ external_task_id: 'new' })
  expect(() => journal.put(entryOf('huge', 'submitting', { prompt: 'p'.repeat(6_000_000) }))).toThrow(/quota/)
})
