import { afterEach, describe, expect, it, vi } from 'vitest'
import { entryOf } from '../../test/journal-entries.ts'
import { tellJournalStories, tellSharingStories, type OpenPlace } from '../../test/journal-stories.ts'
import { indexedDbJournal } from './indexed-db-journal.ts'
import { onAnswer } from './open-database.ts'

let places = 0
const newName = (): string => `place ${places++} ${Math.random()}`
const openPlace: OpenPlace = () => {
  const name = newName()
  return (limits) => indexedDbJournal({ ...limits, name })
}

tellJournalStories('indexedDbJournal', openPlace)
tellSharingStories('indexedDbJournal', openPlace)

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const openRaw = (name: string, version: number): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.addEventListener('error', () => reject(request.error as Error))
    onAnswer(request, resolve)
  })

describe('a journal in IndexedDB', () => {
  it('is there after the page has gone', async () => {
    const name = newName()
    await indexedDbJournal({ name }).put(entryOf('a', 'accepted'))
    expect(await indexedDbJournal({ name }).list()).toMatchObject([{ external_task_id: 'a', state: 'accepted' }])
  })

  it('passes over what is not its own', async () => {
    const name = newName()
    const journal = indexedDbJournal({ name, maxEntries: 0 })
    await journal.put(entryOf('a', 'submitting'))
    const database = await openRaw(name, 1)
    const transaction = database.transaction('tasks', 'readwrite')
    transaction.objectStore('tasks').put({ external_task_id: 'newer', version: 2 })
    transaction.objectStore('tasks').put({ external_task_id: 'odd' })
    await new Promise((resolve) => transaction.addEventListener('complete', resolve))
    database.close()
    expect(await journal.list()).toHaveLength(1)
    expect(await journal.get('odd')).toBeUndefined()
    await journal.put(entryOf('odd', 'submitting'))
    expect(await journal.list()).toHaveLength(2)
  })

  it('goes on in memory where the database is held by another, as by a page that never lets go', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const name = newName()
    vi.spyOn(indexedDB, 'open').mockReturnValue({} as IDBOpenDBRequest) // never answers
    const journal = indexedDbJournal({ name })
    const putting = journal.put(entryOf('a', 'submitting'))
    await vi.advanceTimersByTimeAsync(3_000)
    await putting
    expect(await journal.list()).toHaveLength(1)
  })

  it.each<[string, () => IDBOpenDBRequest]>([
    [
      'there is none',
      () => {
        throw new ReferenceError('indexedDB is not defined')
      },
    ],
    [
      'it is forbidden',
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    ],
  ])('goes on in memory where %s', async (_name, open) => {
    vi.spyOn(indexedDB, 'open').mockImplementation(open)
    const journal = indexedDbJournal({ name: newName() })
    await journal.put(entryOf('a', 'submitting'))
    expect(await journal.get('a')).toMatchObject({ state: 'submitting' })
    expect(await journal.list()).toHaveLength(1)
    await journal.delete('a')
    expect(await journal.list()).toEqual([])
  })

  it('goes on in memory beside a newer version of itself', async () => {
    const name = newName()
    const newer = await openRaw(name, 2)
    const journal = indexedDbJournal({ name })
    await journal.put(entryOf('a', 'submitting'))
    expect(await journal.list()).toHaveLength(1)
    newer.close()
  })

  it('lets a newer page change the database, and goes on', async () => {
    const name = newName()
    const journal = indexedDbJournal({ name })
    await journal.put(entryOf('a', 'submitting'))
    const newer = await openRaw(name, 2)
    newer.close()
    await journal.put(entryOf('b', 'submitting'))
    expect((await journal.list()).map(({ external_task_id }) => external_task_id)).toContain('b')
  })

  it('writes again after the database was closed under it', async () => {
    const name = newName()
    const journal = indexedDbJournal({ name })
    await journal.put(entryOf('a', 'submitting'))
    await new Promise((resolve) => indexedDB.deleteDatabase(name).addEventListener('success', resolve))
    await journal.put(entryOf('b', 'submitting'))
    expect(await indexedDbJournal({ name }).list()).toHaveLength(1)
  })
})
