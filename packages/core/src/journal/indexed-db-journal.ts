import { defaultMaxEntries, findSurplus, isOutdated, newestFirst, type JournalLimits } from './find-surplus.ts'
import { memoryJournal } from './memory-journal.ts'
import { newerEntry } from './newer-entry.ts'
import { onAnswer, openDatabase, storeName } from './open-database.ts'
import { readEntry } from './read-entry.ts'
import type { JournalEntry, TaskJournal } from './task-journal.ts'

export interface IndexedDbJournalOptions extends JournalLimits {
  /** Of the database. Default: `omni-image`. One for each user keeps their tasks apart. */
  readonly name?: string | undefined
}

/**
 * Keeps tasks in IndexedDB, in pages and in workers. Where there is none, or it does not open within 3 s, tasks are kept
 * in memory.
 *
 * @example
 * const client = createOmniImageClient({ journal: indexedDbJournal() })
 */
export function indexedDbJournal(options: IndexedDbJournalOptions = {}): TaskJournal {
  const { name = 'omni-image', maxEntries = defaultMaxEntries } = options
  let database: Promise<IDBDatabase> | undefined
  let substitute: TaskJournal | undefined
  let writesUntilTidy = 0

  async function open(): Promise<IDBDatabase | undefined> {
    if (substitute) return undefined
    database ??= openDatabase(name, () => (database = undefined))
    try {
      return await database
    } catch {
      substitute ??= memoryJournal(options)
      return undefined
    }
  }

  /** Runs one transaction; all that `work` asks for happens, or none of it. */
  async function run<Result>(
    mode: IDBTransactionMode,
    work: (tasks: IDBObjectStore, answer: (result: Result) => void) => void,
    instead: (journal: TaskJournal) => Result | Promise<Result>,
  ): Promise<Result> {
    const opened = await open()
    if (!opened) return instead(substitute!)
    return new Promise((resolve, reject) => {
      let result: Result
      const transaction = opened.transaction(storeName, mode)
      transaction.addEventListener('complete', () => resolve(result))
      transaction.addEventListener('abort', () => reject(transaction.error as Error))
      work(transaction.objectStore(storeName), (given) => (result = given))
    })
  }

  function put(entry: JournalEntry): Promise<void> {
    return run<void>(
      'readwrite',
      (tasks) => {
        onAnswer(tasks.get(entry.external_task_id), (last) => {
          if (newerEntry(readEntry(last), entry) === entry) tasks.put(entry)
        })
      },
      (journal) => journal.put(entry),
    )
  }

  /** Makes room. */
  function tidy(keep: number): Promise<void> {
    return run<void>(
      'readwrite',
      (tasks) => {
        onAnswer(tasks.getAll(), (all) => {
          for (const { external_task_id } of findSurplus(toEntries(all), keep)) tasks.delete(external_task_id)
        })
      },
      () => undefined,
    )
  }

  return {
    put: async (entry) => {
      try {
        await put(entry)
      } catch (error) {
        if ((error as DOMException | null)?.name === 'QuotaExceededError') await tidy(0)
        await put(entry) // also after another page has made us close the database
      }
      if (entry.state !== 'submitting' || writesUntilTidy-- > 0) return
      writesUntilTidy = maxEntries / 4
      await tidy(maxEntries).catch(() => undefined)
    },
    get: (id) =>
      run<JournalEntry | undefined>(
        'readonly',
        (tasks, answer) => onAnswer(tasks.get(id), (entry) => answer(readEntry(entry))),
        (journal) => journal.get(id),
      ),
    list: () =>
      run<readonly JournalEntry[]>(
        'readonly',
        (tasks, answer) =>
          onAnswer(tasks.getAll(), (all) => {
            answer(newestFirst(toEntries(all).filter((entry) => !isOutdated(entry))))
          }),
        (journal) => journal.list(),
      ),
    delete: (id) =>
      run<void>(
        'readwrite',
        (tasks) => tasks.delete(id),
        (journal) => journal.delete(id),
      ),
  }
}

function toEntries(all: readonly unknown[]): JournalEntry[] {
  return all.map(readEntry).filter((entry) => entry !== undefined)
}
