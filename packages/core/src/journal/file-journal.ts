import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultMaxEntries, findSurplus, isOutdated, newestFirst, type JournalLimits } from './find-surplus.ts'
import { inOrder, inTurn } from './in-turn.ts'
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
  const path = resolve(typeof folder === 'string' ? folder : fileURLToPath(folder))
  let writesUntilTidy = 0
  let isTidying = false

  // Two processes cannot read and write in one go, so each stage of a task is a file of its own: what one writes late
  // cannot take the place of what another has written since.
  const fileOf = (name: string, rank: number): string => join(path, `${name}.${rank}.json`)

  async function read(file: string): Promise<JournalEntry | undefined> {
    const entry = parseEntry(await readFile(file, 'utf8').catch(unlessMissing))
    return entry && file === fileOf(nameOf(entry.external_task_id), rankOf(entry)) ? entry : undefined
  }

  /** Stage by stage, as a task moves: read at once, the one could be gone already and the next not yet there. */
  async function readStages(name: string, firstRank = 0): Promise<JournalEntry | undefined> {
    let last: JournalEntry | undefined
    for (let rank = firstRank; rank < 3; rank++) {
      const entry = await read(fileOf(name, rank))
      if (entry) last = newerEntry(last, entry)
    }
    return last
  }

  async function readAll(): Promise<JournalEntry[]> {
    const firstRanks = new Map<string, number>()
    for (const file of await filesIn(path)) {
      const [, name, digit] = /^([\da-f]{40})\.([0-2])\.json$/.exec(file) ?? []
      if (name) firstRanks.set(name, Math.min(Number(digit), firstRanks.get(name) ?? 2))
    }
    const entries: JournalEntry[] = []
    for (const [name, rank] of firstRanks) {
      const entry = await readStages(name, rank)
      if (entry) entries.push(entry)
    }
    return entries.toSorted((one, other) => one.startedAt - other.startedAt)
  }

  async function write(entry: JournalEntry): Promise<boolean> {
    const name = nameOf(entry.external_task_id)
    if (newerEntry(await readStages(name), entry) !== entry) return false
    await mkdir(path, { recursive: true })
    await writeWhole(path, fileOf(name, rankOf(entry)), JSON.stringify(entry))
    for (let rank = 0; rank < rankOf(entry); rank++) await rm(fileOf(name, rank), { force: true })
    return true
  }

  async function remove(name: string): Promise<void> {
    for (let rank = 0; rank < 3; rank++) await rm(fileOf(name, rank), { force: true })
  }

  async function tidy(): Promise<void> {
    for (const { external_task_id, startedAt } of findSurplus(await inTurn(readAll), maxEntries)) {
      const name = nameOf(external_task_id)
      await inOrder(join(path, name), async () => {
        // Its id may be in use for another request by now.
        if ((await readStages(name))?.startedAt === startedAt) await remove(name)
      })
    }
    for (const file of await filesIn(path)) {
      const startedAt = Number(/\.(\d+)\.tmp$/.exec(file)?.[1] ?? Infinity)
      if (Date.now() - startedAt > leftoverMs) await rm(join(path, file), { force: true })
    }
  }

  return {
    put: async (entry) => {
      const isWritten = await inOrder(join(path, nameOf(entry.external_task_id)), () => write(entry))
      if (!isWritten || entry.state !== 'submitting' || writesUntilTidy-- > 0 || isTidying) return
      writesUntilTidy = maxEntries / 4
      isTidying = true
      const end = (): void => void (isTidying = false)
      void tidy().then(end, end) // nothing waits for that, a paid request least of all
    },
    get: (id) => inTurn(() => readStages(nameOf(id))),
    list: async () => newestFirst((await inTurn(readAll)).filter((entry) => !isOutdated(entry))),
    delete: (id) => inOrder(join(path, nameOf(id)), () => remove(nameOf(id))),
  }
}

/** Callers' ids may hold anything. */
function nameOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 40)
}

function filesIn(path: string): Promise<string[]> {
  return readdir(path).catch((error: unknown) => unlessMissing(error) ?? [])
}

/** What cannot be read for any other reason may well be there. */
function unlessMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
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
