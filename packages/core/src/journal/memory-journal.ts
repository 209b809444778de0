import { defaultMaxEntries, isOutdated, newestFirst, type JournalLimits } from './find-surplus.ts'
import { isFinished, newerEntry } from './newer-entry.ts'
import type { JournalEntry, TaskJournal } from './task-journal.ts'

/** Nothing here outlives the process, so a service that never asks for its tasks again must not grow for ever. */
const unfinishedMax = 20_000

/**
 * Keeps tasks as long as the page or process lives; what a client uses that was given no journal.
 *
 * @example
 * const client = createOmniImageClient({ journal: memoryJournal({ maxEntries: 20 }) })
 */
export function memoryJournal({ maxEntries = defaultMaxEntries }: JournalLimits = {}): TaskJournal {
  // Two maps, each in the order of writing, so that making room costs nothing with any number of tasks.
  const unfinished = new Map<string, JournalEntry>()
  const finished = new Map<string, JournalEntry>()
  const get = (id: string): JournalEntry | undefined => unfinished.get(id) ?? finished.get(id)

  return {
    put: (entry) => {
      const { external_task_id } = entry
      const kept = newerEntry(get(external_task_id), entry)
      const [to, from] = isFinished(kept) ? [finished, unfinished] : [unfinished, finished]
      from.delete(external_task_id)
      to.set(external_task_id, kept)
      dropOldest(finished, maxEntries)
      dropOldest(unfinished, unfinishedMax)
    },
    get,
    list: () => newestFirst([...unfinished.values(), ...finished.values()].filter((entry) => !isOutdated(entry))),
    delete: (id) => {
      unfinished.delete(id)
      finished.delete(id)
    },
  }
}

function dropOldest(entries: Map<string, JournalEntry>, max: number): void {
  for (const id of entries.keys()) {
    if (entries.size <= max) return
    entries.delete(id)
  }
}
