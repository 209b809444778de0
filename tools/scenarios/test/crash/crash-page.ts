// What a page does that is going to be reloaded over it, and what it does when it is left in peace.
import {
  createOmniImageClient,
  indexedDbJournal,
  webStorageJournal,
  type JournalEntry,
  type OmniImageClient,
  type TaskJournal,
} from '@omni-image/core'

const journals = {
  'Web Storage': () => webStorageJournal(localStorage),
  IndexedDB: () => indexedDbJournal(),
} as const

export type JournalKind = keyof typeof journals

function createClient(baseUrl: string, journal: TaskJournal): OmniImageClient {
  return createOmniImageClient({
    baseUrl,
    token: 'test-token',
    allowTokenInBrowser: true,
    journal,
    watch: { minPauseMs: 5, maxPauseMs: 20 },
  })
}

/** As an app does when it opens: looks what became of the tasks of last time. Then somebody clicks. */
export function work(baseUrl: string, kind: JournalKind, prompt: string): void {
  const client = createClient(baseUrl, journals[kind]())
  client.resume().catch(() => undefined)
  client.generate({ prompt }).catch(() => undefined)
}

/** Waits for every task that the journal knows of. */
export async function finish(baseUrl: string, kind: JournalKind): Promise<readonly JournalEntry[]> {
  const journal = journals[kind]()
  const client = createClient(baseUrl, journal)
  const tasks = await client.resume()
  await Promise.allSettled(tasks.map((task) => task.result()))
  return journal.list()
}
