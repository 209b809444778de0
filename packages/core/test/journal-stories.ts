import { describe, expect, it } from 'vitest'
import type { JournalLimits } from '../src/journal/find-surplus.ts'
import type { TaskJournal } from '../src/journal/task-journal.ts'
import { entryOf } from './journal-entries.ts'

/** Opens journals: those of one call share a place, another call has a place of its own. */
export type OpenPlace = () => (limits?: JournalLimits) => TaskJournal

const dayMs = 86_400_000

async function idsIn(journal: TaskJournal): Promise<string[]> {
  return (await journal.list()).map(({ external_task_id }) => external_task_id)
}

/** What every journal does, whatever it writes on. */
export function tellJournalStories(name: string, openPlace: OpenPlace): void {
  describe(`${name}, as any journal,`, () => {
    it('gives back what was put', async () => {
      const journal = openPlace()()
      const entry = entryOf('a', 'submitting', {
        prompt: 'snow ❄ "quoted"',
        options: { resolution: '2k', element_list: [{ element_id: '829836802793406551' }] },
        images: 2,
      })
      await journal.put(entry)
      expect(await journal.get('a')).toEqual(entry)
      expect(await journal.list()).toEqual([entry])
      expect(await journal.get('b')).toBeUndefined()
    })

    it('lists the newest first', async () => {
      const journal = openPlace()()
      const now = Date.now()
      for (const [id, ageMs] of Object.entries({ b: 20, c: 10, a: 30 })) {
        await journal.put(entryOf(id, 'submitting', { startedAt: now - ageMs }))
      }
      expect(await idsIn(journal)).toEqual(['c', 'b', 'a'])
    })

    it('follows a task, in one entry', async () => {
      const journal = openPlace()()
      const startedAt = Date.now()
      for (const state of ['submitting', 'accepted', 'succeed'] as const) {
        await journal.put(entryOf('a', state, { startedAt }))
        expect(await journal.list()).toEqual([expect.objectContaining({ state })])
      }
    })

    it('never goes back', async () => {
      const journal = openPlace()()
      const startedAt = Date.now()
      for (const state of ['succeed', 'accepted', 'submitting'] as const) {
        await journal.put(entryOf('a', state, { startedAt }))
      }
      expect(await journal.get('a')).toMatchObject({ state: 'succeed' })
    })

    it('lets a second request under an id take the place of one that made nothing', async () => {
      const journal = openPlace()()
      const now = Date.now()
      await journal.put(entryOf('a', 'failed', { startedAt: now - 10 }))
      await journal.put(entryOf('a', 'submitting', { startedAt: now, prompt: 'again' }))
      expect(await journal.list()).toMatchObject([{ state: 'submitting', prompt: 'again' }])
      await journal.put(entryOf('a', 'accepted', { startedAt: now, prompt: 'again' }))
      expect(await journal.list()).toMatchObject([{ state: 'accepted', prompt: 'again' }])
    })

    it('does not give a paid task away for a second request under its id', async () => {
      const journal = openPlace()()
      const now = Date.now()
      await journal.put(entryOf('a', 'accepted', { startedAt: now - 10 }))
      await journal.put(entryOf('a', 'submitting', { startedAt: now }))
      await journal.put(entryOf('a', 'failed', { startedAt: now }))
      expect(await journal.list()).toMatchObject([{ state: 'accepted', task_id: 'task-1' }])
    })

    it('deletes', async () => {
      const journal = openPlace()()
      await journal.put(entryOf('a', 'submitting', { startedAt: Date.now() }))
      await journal.put(entryOf('a', 'accepted', { startedAt: Date.now() }))
      await journal.put(entryOf('b', 'accepted', { startedAt: Date.now() }))
      await journal.delete('a')
      await journal.delete('never there')
      expect(await idsIn(journal)).toEqual(['b'])
    })

    it('makes room by dropping the oldest finished, and nothing unfinished', async () => {
      const journal = openPlace()({ maxEntries: 8 })
      const startedAt = Date.now()
      for (let count = 0; count < 40; count++) {
        const times = { startedAt: startedAt - 1_000 + count }
        const id = `${count}`.padStart(2, '0')
        await journal.put(entryOf(id, 'submitting', times))
        if (count % 2) await journal.put(entryOf(id, 'succeed', times))
      }
      const entries = await journal.list()
      expect(entries.filter(({ state }) => state === 'submitting')).toHaveLength(20)
      const finished = entries.filter(({ state }) => state === 'succeed')
      expect(finished.length).toBeLessThanOrEqual(12)
      expect(finished[0]).toMatchObject({ external_task_id: '39' })
    })

    it('shows nothing whose pictures are long gone', async () => {
      const journal = openPlace()()
      const now = Date.now()
      await journal.put(entryOf('old', 'succeed', { startedAt: now - 40 * dayMs, finishedAt: now - 31 * dayMs }))
      await journal.put(entryOf('lost', 'submitting', { startedAt: now - 31 * dayMs }))
      await journal.put(entryOf('kept', 'succeed', { startedAt: now - 40 * dayMs, finishedAt: now - 29 * dayMs }))
      expect(await idsIn(journal)).toEqual(['kept'])
    })

    it('takes any text as an id', async () => {
      const journal = openPlace()()
      const ids = ['../../etc/passwd', 'a/b:c 1', 'order:0', 'order', 'ключ 🔑', '__proto__', 'x'.repeat(2_000)]
      for (const id of ids) await journal.put(entryOf(id, 'submitting', { startedAt: Date.now() }))
      for (const id of ids) expect(await journal.get(id)).toMatchObject({ external_task_id: id })
      expect(await journal.list()).toHaveLength(ids.length)
    })
  })
}

/** What journals do on which two writers share a place. */
export function tellSharingStories(name: string, openPlace: OpenPlace): void {
  describe(`${name}, with two writers`, () => {
    it('shows each what the other has written', async () => {
      const open = openPlace()
      const [one, other] = [open(), open()]
      await one.put(entryOf('a', 'submitting', { startedAt: Date.now() - 1 }))
      await other.put(entryOf('b', 'submitting', { startedAt: Date.now() }))
      expect(await idsIn(one)).toEqual(['b', 'a'])
      expect(await idsIn(other)).toEqual(['b', 'a'])
    })

    it('keeps what both write at the same moment, and goes back for neither', async () => {
      const open = openPlace()
      const writers = [open(), open(), open()]
      const startedAt = Date.now()
      const ids = Array.from({ length: 12 }, (_, index) => `task ${index}`)
      await Promise.all(
        ids.flatMap((id) =>
          (['accepted', 'succeed', 'submitting'] as const).map((state, index) =>
            Promise.resolve(writers[index]!.put(entryOf(id, state, { startedAt }))),
          ),
        ),
      )
      const states = (await open().list()).map(({ state }) => state)
      expect(states).toEqual(ids.map(() => 'succeed'))
    })
  })
}
