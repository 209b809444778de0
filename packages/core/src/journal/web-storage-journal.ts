import { defaultMaxEntries, findSurplus, isOutdated, newestFirst, type JournalLimits } from './find-surplus.ts'
import { memoryJournal } from './memory-journal.ts'
import { isFinished, newerEntry, rankOf } from './newer-entry.ts'
import { parseEntry } from './read-entry.ts'
import type { JournalEntry, TaskJournal } from './task-journal.ts'

export interface WebStorageJournalOptions extends JournalLimits {
  /** What the names of our items start with. Default: `omni-image:`. One for each user keeps their tasks apart. */
  readonly prefix?: string | undefined
}

/** What is needed of a `Storage`. */
export type JournalStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/**
 * Keeps tasks in `localStorage` or `sessionStorage`. A function that gives the storage is asked at the first use; where
 * there is none, as on a server, or a browser forbids it, tasks are kept in memory. When it is full the oldest finished
 * tasks go, and if that does not help nothing is sent.
 *
 * @example
 * const client = createOmniImageClient({ journal: webStorageJournal(() => localStorage) })
 */
export function webStorageJournal(
  storage: JournalStorage | undefined | (() => JournalStorage | undefined),
  options: WebStorageJournalOptions = {},
): TaskJournal {
  let journal: TaskJournal | undefined
  const open = (): TaskJournal => (journal ??= openJournal(storage, options))
  return {
    put: (entry) => open().put(entry),
    get: (id) => open().get(id),
    list: () => open().list(),
    delete: (id) => open().delete(id),
  }
}

function openJournal(
  storage: JournalStorage | undefined | (() => JournalStorage | undefined),
  options: WebStorageJournalOptions,
): TaskJournal {
  try {
    const found = typeof storage === 'function' ? storage() : storage
    found?.getItem(options.prefix ?? '') // throws where a browser forbids it
    if (found) return storageJournal(found, options)
  } catch {}
  return memoryJournal(options)
}

function storageJournal(
  storage: JournalStorage,
  { prefix = 'omni-image:', maxEntries = defaultMaxEntries }: WebStorageJournalOptions,
): TaskJournal {
  /** How many items may be there before it is worth reading them all. */
  let tidyAt = 0

  // Storage has no way to read and write in one go, so each stage of a task is an item of its own: what one tab writes
  // late cannot take the place of what another has written since.
  const keyOf = (id: string, rank: number): string => `${prefix}${id}:${rank}`
  const read = (id: string): (JournalEntry | undefined)[] => {
    return [0, 1, 2].map((rank) => {
      const entry = parseEntry(storage.getItem(keyOf(id, rank)))
      return entry?.external_task_id === id ? entry : undefined
    })
  }

  function get(id: string): JournalEntry | undefined {
    return newestOf(read(id))
  }

  function keys(): string[] {
    const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    return all.filter((key) => key.startsWith(prefix))
  }

  function readAll(): JournalEntry[] {
    const entries = new Map<string, JournalEntry>()
    for (const key of keys()) {
      const entry = parseEntry(storage.getItem(key))
      if (!entry || key !== keyOf(entry.external_task_id, rankOf(entry))) continue // somebody else's
      entries.set(entry.external_task_id, newerEntry(entries.get(entry.external_task_id), entry))
    }
    return [...entries.values()].toSorted((one, other) => one.startedAt - other.startedAt)
  }

  function remove(id: string): void {
    for (const rank of [0, 1, 2]) storage.removeItem(keyOf(id, rank))
  }

  function tidy(keep: number): void {
    for (const { external_task_id } of findSurplus(readAll(), keep)) remove(external_task_id)
    tidyAt = keys().length + maxEntries / 4
  }

  function write(entry: JournalEntry): void {
    const key = keyOf(entry.external_task_id, rankOf(entry))
    const text = JSON.stringify(entry)
    try {
      storage.setItem(key, text)
    } catch {
      const finished = readAll().filter(isFinished)
      for (const { external_task_id } of finished) {
        remove(external_task_id)
        try {
          return storage.setItem(key, text)
        } catch {}
      }
      storage.setItem(key, text)
    }
  }

  return {
    get,
    put: (entry) => {
      const id = entry.external_task_id
      const last = get(id)
      if (newerEntry(last, entry) !== entry) return
      if (!last && keys().length >= tidyAt) tidy(maxEntries)
      write(entry)
      for (let rank = 0; rank < rankOf(entry); rank++) storage.removeItem(keyOf(id, rank))
    },
    list: () => newestFirst(readAll().filter((entry) => !isOutdated(entry))),
    delete: remove,
  }
}

function newestOf(entries: readonly (JournalEntry | undefined)[]): JournalEntry | undefined {
  return entries.reduce((last, entry) => (entry ? newerEntry(last, entry) : last), undefined)
}
