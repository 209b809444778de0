import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultMaxEntries, findSurplus, isOutdated, newestFirst, type JournalLimits } from './find-surplus.ts'
import { newerEntry, rankOf } from './newer-entry.ts'
import { parseEntry } from './read-entry.ts'
import type { JournalEntry, TaskJournal } from './task-journal.ts'

/** A file that was being written when its process died is in nobody's way, but need not stay for ever. */
const leftoverMs = 3_600_000

/**
 * Keeps tasks as files of a folder, which is made when it is missing; for Node, Bun and Deno. Any number of processes may
 * use one folder. What `put` has written survives a crash of the process and of the machine.
 *
 * @example
 * const client = createOmniImageClient({ baseUrl, token, journal: fileJournal('./tasks') })
 */
export function fileJournal(folder: string | URL, { maxEntries = defaultMaxEntries }: JournalLimits = {}): TaskJournal {
  const path = typeof folder === 'string' ? folder : fileURLToPath(folder)
  let writesUntilTidy = 0

  // Two processes cannot read and write in one go, so each stage of a task is a file of its own: what one writes late
  // cannot take the place of what another has written since.
  const fileOf = (id: string, rank: number): string => join(path, `${nameOf(id)}.${rank}.json`)

  async function read(file: string): Promise<JournalEntry | undefined> {
    const entry = parseEntry(await readFile(file, 'utf8').catch(() => undefined))
    return entry && file === fileOf(entry.external_task_id, rankOf(entry)) ? entry : undefined
  }

  async function get(id: string): Promise<JournalEntry | undefined> {
    const stages = await Promise.all([0, 1, 2].map((rank) => read(fileOf(id, rank))))
    return stages.reduce((last, entry) => (entry ? newerEntry(last, entry) : last), undefined)
  }

  async function readAll(): Promise<JournalEntry[]> {
    const entries = new Map<string, JournalEntry>()
    for (const file of await filesIn(path)) {
      if (!file.endsWith('.json')) continue
      const entry = await read(join(path, file))
      if (entry) entries.set(entry.external_task_id, newerEntry(entries.get(entry.external_task_id), entry))
    }
    return [...entries.values()].toSorted((one, other) => one.startedAt - other.startedAt)
  }

  async function remove(id: string): Promise<void> {
    await Promise.all([0, 1, 2].map((rank) => rm(fileOf(id, rank), { force: true })))
  }

  async function tidy(): Promise<void> {
    for (const { external_task_id } of findSurplus(await readAll(), maxEntries)) await remove(external_task_id)
    for (const file of await filesIn(path)) {
      const startedAt = Number(/\.(\d+)\.tmp$/.exec(file)?.[1] ?? Infinity)
      if (Date.now() - startedAt > leftoverMs) await rm(join(path, file), { force: true })
    }
  }

  return {
    put: async (entry) => {
      const { external_task_id } = entry
      if (newerEntry(await get(external_task_id), entry) !== entry) return
      await mkdir(path, { recursive: true })
      const file = fileOf(external_task_id, rankOf(entry))
      await writeWhole(path, file, JSON.stringify(entry))
      for (let rank = 0; rank < rankOf(entry); rank++) await rm(fileOf(external_task_id, rank), { force: true })
      if (entry.state !== 'submitting' || writesUntilTidy-- > 0) return
      writesUntilTidy = maxEntries / 4
      void tidy().catch(() => undefined) // nothing waits for that, a paid request least of all
    },
    get,
    list: async () => newestFirst((await readAll()).filter((entry) => !isOutdated(entry))),
    delete: remove,
  }
}

/** Callers' ids may hold anything. */
function nameOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 40)
}

async function filesIn(path: string): Promise<string[]> {
  return readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

/** The file is there as a whole or not at all, whenever the process or the machine stops. */
async function writeWhole(folder: string, file: string, text: string): Promise<void> {
  const temporary = join(folder, `${randomUUID()}.${Date.now()}.tmp`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(folder)
}

/** The new name itself must reach the disk too. Not every system lets a folder be opened. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}
