import { describe, expect, it, vi } from 'vitest'
import { createFakeStorage } from '../../test/fake-storage.ts'
import { entryOf } from '../../test/journal-entries.ts'
import { tellJournalStories, tellSharingStories, type OpenPlace } from '../../test/journal-stories.ts'
import { webStorageJournal, type JournalStorage } from './web-storage-journal.ts'

const openPlace: OpenPlace = () => {
  const storage = createFakeStorage()
  return (limits) => webStorageJournal(storage, limits)
}

tellJournalStories('webStorageJournal', openPlace)
tellSharingStories('webStorageJournal', openPlace)

const now = Date.now()

describe('a journal in Web Storage', () => {
  it('asks for the storage when it is first used, and not before', async () => {
    const give = vi.fn<() => JournalStorage>(() => createFakeStorage())
    const journal = webStorageJournal(give)
    expect(give).not.toHaveBeenCalled()
    await journal.list()
    await journal.list()
    expect(give).toHaveBeenCalledTimes(1)
  })

  it.each<[string, Parameters<typeof webStorageJournal>[0]]>([
    ['there is none, as on a server', undefined],
    ['the name is not even known', () => (globalThis as { noStorage?: Storage }).noStorage!.valueOf() as Storage],
    [
      'the browser forbids it',
      () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    ],
  ])('goes on in memory where %s', async (_name, storage) => {
    const journal = webStorageJournal(storage)
    await journal.put(entryOf('a', 'submitting', { startedAt: now }))
    expect(await journal.list()).toHaveLength(1)
  })

  it('leaves alone what is not its own', async () => {
    const storage = createFakeStorage()
    const strangers = {
      'omni-image:a:0': 'not json',
      'omni-image:b:0': '{"version":1}',
      'omni-image:c:0': JSON.stringify({ ...entryOf('c', 'submitting', { startedAt: now }), version: 2 }),
      'omni-image:d:1': JSON.stringify(entryOf('somebody', 'accepted', { startedAt: now })),
      'omni-image:theme': 'dark',
      'omni-image:': 'null',
      cart: '[1]',
    }
    for (const [key, text] of Object.entries(strangers)) storage.setItem(key, text)
    const journal = webStorageJournal(storage, { maxEntries: 0 })
    await journal.put(entryOf('e', 'submitting', { startedAt: now }))
    expect(await journal.list()).toHaveLength(1)
    expect(await journal.get('a')).toBeUndefined()
    expect(Object.fromEntries(storage.items)).toMatchObject(strangers)
  })

  it('keeps the tasks of two users apart by their prefix', async () => {
    const storage = createFakeStorage()
    await webStorageJournal(storage, { prefix: 'ann:' }).put(entryOf('a', 'submitting', { startedAt: now }))
    expect(await webStorageJournal(storage, { prefix: 'bob:' }).list()).toEqual([])
  })

  it('that is full gives finished tasks up for a new one, the oldest first', async () => {
    const storage = createFakeStorage(4_000)
    const journal = webStorageJournal(storage)
    const prompt = 'p'.repeat(700)
    for (let count = 0; count < 4; count++) {
      await journal.put(entryOf(`${count}`, 'succeed', { startedAt: now + count, prompt }))
    }
    await journal.put(entryOf('new', 'submitting', { startedAt: now + 9, prompt }))
    const ids = (await journal.list()).map(({ external_task_id }) => external_task_id)
    expect(ids[0]).toBe('new')
    expect(ids).toContain('3')
    expect(ids).not.toContain('0')
  })

  it('that is full of other things says so', () => {
    const storage = createFakeStorage(1_000)
    storage.setItem('photos', 'x'.repeat(900))
    const journal = webStorageJournal(storage)
    expect(() => journal.put(entryOf('a', 'submitting', { startedAt: now }))).toThrow(/quota/)
  })

  it('that is full of unfinished tasks forgets none of them', async () => {
    const storage = createFakeStorage(2_000)
    const journal = webStorageJournal(storage)
    const prompt = 'p'.repeat(700)
    await journal.put(entryOf('a', 'submitting', { startedAt: now, prompt }))
    await journal.put(entryOf('b', 'accepted', { startedAt: now, prompt }))
    expect(() => journal.put(entryOf('c', 'submitting', { startedAt: now, prompt }))).toThrow(/quota/)
    expect(await journal.list()).toHaveLength(2)
  })

  it('is not set back by a tab that reads what was there a moment ago', async () => {
    const storage = createFakeStorage()
    const stale = {
      ...storage,
      getItem: () => null,
      get length() {
        return 0
      },
      key: () => null,
    }
    await webStorageJournal(storage).put(entryOf('a', 'succeed', { startedAt: now }))
    await webStorageJournal(stale).put(entryOf('a', 'accepted', { startedAt: now }))
    expect(await webStorageJournal(storage).list()).toMatchObject([{ state: 'succeed' }])
  })
})
