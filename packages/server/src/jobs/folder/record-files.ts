import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TaskJournal } from '@omni-image/core'
import { fileJournal } from '@omni-image/core/file-journal'
import type { JobRecord } from '../job-record.ts'

/** Jobs as files: what was asked for here, how far its task has come in the file journal beside it. */
export interface RecordFiles {
  readonly read: (id: string) => Promise<JobRecord | undefined>
  /** Keeps a new record; false where there is one. */
  readonly add: (record: JobRecord) => Promise<boolean>
  readonly save: (record: JobRecord) => Promise<void>
  /** Those that are not over, the oldest first. */
  readonly unfinished: () => Promise<readonly JobRecord[]>
}

/** More finished tasks than this and the journal begins to forget; the jobs themselves stay. */
const maxEntries = 100_000

export function createRecordFiles(path: string, keepMs: number): RecordFiles {
  const folders = { open: join(path, 'open'), done: join(path, 'done') }
  const journal: TaskJournal = fileJournal(join(path, 'tasks'), { maxEntries })

  async function readFrom(folder: string, id: string): Promise<JobRecord | undefined> {
    const text = await readFile(join(folder, `${id}.json`), 'utf8').catch(ignoreMissing)
    if (text === undefined) return undefined
    const record = JSON.parse(text) as JobRecord
    const entry = await journal.get(record.upstreamId)
    return { ...record, ...(entry && { entry }) }
  }

  async function read(id: string): Promise<JobRecord | undefined> {
    return (await readFrom(folders.open, id)) ?? readFrom(folders.done, id)
  }

  async function write({ entry: _inJournal, ...record }: JobRecord): Promise<void> {
    const folder = record.isTold ? folders.done : folders.open
    await writeWhole(folder, `${record.id}.json`, JSON.stringify(record))
    if (record.isTold) await rm(join(folders.open, `${record.id}.json`), { force: true })
  }

  /** What the API has forgotten by now need not be known here. */
  async function forgetOld(): Promise<void> {
    for (const name of await namesIn(folders.done)) {
      const file = join(folders.done, name)
      const { mtimeMs } = await stat(file)
      if (Date.now() - mtimeMs > keepMs) await rm(file, { force: true })
    }
  }

  return {
    read,
    add: async (record) => {
      if (await read(record.id)) return false
      await write(record)
      return true
    },
    save: async (record) => {
      const { entry, upstreamId } = record
      if (entry) await journal.put(entry)
      else await journal.delete(upstreamId)
      await write(record)
    },
    unfinished: async () => {
      await forgetOld()
      const names = (await namesIn(folders.open)).filter((name) => name.endsWith('.json'))
      const records = await Promise.all(names.map((name) => readFrom(folders.open, name.slice(0, -'.json'.length))))
      const found = records.filter((record) => record !== undefined)
      return found.toSorted((one, other) => one.enqueuedAt - other.enqueuedAt)
    },
  }
}

/** The file is there as a whole or not at all, and on the disk, when this resolves. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `${randomUUID()}.tmp`)
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, join(folder, name))
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ignoreMissing)) ?? []
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
