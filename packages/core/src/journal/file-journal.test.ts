import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entryOf } from '../../test/journal-entries.ts'
import { tellJournalStories, tellSharingStories, type OpenPlace } from '../../test/journal-stories.ts'
import { fileJournal } from './file-journal.ts'
import { rankOf } from './newer-entry.ts'
import type { JournalEntry } from './task-journal.ts'

let home = ''
let places = 0
const newFolder = (): string => join(home, `${places++}`, 'tasks')

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'omni-image-journal-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const openPlace: OpenPlace = () => {
  const folder = newFolder()
  return (limits) => fileJournal(folder, limits)
}

tellJournalStories('fileJournal', openPlace)
tellSharingStories('fileJournal', openPlace)

describe('a journal in a folder', () => {
  it('writes one file for a task, for its owner alone', async () => {
    const folder = newFolder()
    const journal = fileJournal(folder)
    for (const state of ['submitting', 'accepted', 'succeed'] as const) await journal.put(entryOf('a', state))
    const files = await readdir(folder)
    expect(files).toHaveLength(1)
    expect((await stat(join(folder, files[0]!))).mode & 0o077).toBe(0)
  })

  it('is empty where the folder is not there yet', async () => {
    const journal = fileJournal(newFolder())
    expect(await journal.list()).toEqual([])
    expect(await journal.get('a')).toBeUndefined()
    await journal.delete('a')
  })

  it('takes the address of a folder, too', async () => {
    const folder = newFolder()
    await fileJournal(pathToFileURL(folder)).put(entryOf('a', 'submitting'))
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('leaves alone what is not its own', async () => {
    const folder = newFolder()
    const journal = fileJournal(folder, { maxEntries: 0 })
    await journal.put(entryOf('a', 'submitting'))
    await mkdir(join(folder, 'more.json'))
    await writeFile(join(folder, 'notes.txt'), 'mine')
    await writeFile(join(folder, 'package.json'), '{}')
    await writeFile(join(folder, 'broken.json'), '{"version":1,"exte')
    await journal.put(entryOf('b', 'submitting'))
    expect(await journal.list()).toHaveLength(2)
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(['more.json', 'notes.txt', 'package.json', 'broken.json']),
    )
  })

  it('says so when an entry is there and cannot be read, and writes nothing over it', async () => {
    const folder = newFolder()
    const journal = fileJournal(folder)
    await journal.put(entryOf('a', 'accepted'))
    const file = join(folder, (await readdir(folder))[0]!)
    await rm(file)
    await mkdir(file)
    await expect(journal.get('a')).rejects.toThrow('EISDIR')
    await expect(journal.put(entryOf('a', 'succeed'))).rejects.toThrow('EISDIR')
    await expect(journal.list()).rejects.toThrow('EISDIR')
  })

  it('does what it is told in that order, whichever journal of the process is told', async () => {
    const folder = newFolder()
    const journal = fileJournal(folder)
    const writing = journal.put(entryOf('a', 'succeed'))
    await fileJournal(folder).delete('a')
    await writing
    expect(await journal.list()).toEqual([])
  })

  it('never misses a task that moves on while it reads', async () => {
    const folder = newFolder()
    const journal = fileJournal(folder)
    for (let round = 0; round < 40; round++) {
      const { startedAt } = entryOf('a', 'submitting')
      await journal.put(entryOf('a', 'submitting', { startedAt }))
      const moves = Promise.all([
        journal.put(entryOf('a', 'accepted', { startedAt })),
        journal.put(entryOf('a', 'succeed', { startedAt })),
      ])
      const seen = Array.from({ length: 8 }, () => Promise.all([journal.get('a'), journal.list()]))
      for (const [entry, entries] of await Promise.all(seen)) {
        expect(entry).toBeDefined()
        expect(entries).toHaveLength(1)
      }
      await moves
      await journal.delete('a')
    }
  })

  it('takes hundreds of tasks at once where a process may open few files', async () => {
    const folder = newFolder()
    const burst = fileURLToPath(new URL('../../test/journal-burst.ts', import.meta.url))
    const program = [process.execPath, '--conditions=@omni-image/source', burst, folder, '400']
    const child = spawn('sh', ['-c', 'ulimit -n 160; exec "$@"', 'sh', ...program], { stdio: 'inherit' })
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(0)
    expect(await fileJournal(folder).list()).toHaveLength(400)
  })

  it('sweeps up what a process that died long ago has left half written', async () => {
    const folder = newFolder()
    await mkdir(folder, { recursive: true })
    const hourMs = 3_600_000
    await writeFile(join(folder, `x.${Date.now() - 2 * hourMs}.tmp`), '{"ver')
    await writeFile(join(folder, `y.${Date.now()}.tmp`), '{"ver')
    await fileJournal(folder).put(entryOf('a', 'submitting'))
    await expect.poll(async () => (await readdir(folder)).filter((file) => file.endsWith('.tmp'))).toHaveLength(1)
  })

  it('says so when nothing can be written', async () => {
    await writeFile(join(home, 'a file'), '')
    await expect(fileJournal(join(home, 'a file')).put(entryOf('a', 'submitting'))).rejects.toThrow(/ENOTDIR|EEXIST/)
  })

  it('says so when the folder cannot be read, as tasks may be in there', async () => {
    await writeFile(join(home, 'another file'), '')
    await expect(fileJournal(join(home, 'another file')).list()).rejects.toThrow('ENOTDIR')
  })
})

describe('processes that are killed while they write', () => {
  const writer = fileURLToPath(new URL('../../test/journal-writer.ts', import.meta.url))

  /** Runs a writer until it has said something, then kills it a moment later; gives what it has said. */
  async function writeAndDie(folder: string, name: string, pauseMs: number): Promise<string[]> {
    const child = spawn(process.execPath, ['--conditions=@omni-image/source', writer, folder, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8')
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', () => resolve())
      child.stdout.on('data', (text: string) => {
        if (said === '') setTimeout(() => child.kill('SIGKILL'), pauseMs)
        said += text
      })
    })
    return said.split('\n').slice(0, -1)
  }

  it('leave whole entries, and all that was written', async () => {
    const folder = newFolder()
    const states = new Map<string, JournalEntry['state']>()
    for (let round = 0; round < 8; round++) {
      const names = [`one-${round}`, `two-${round}`]
      const said = await Promise.all(names.map((name) => writeAndDie(folder, name, 10 + Math.random() * 40)))
      for (const line of said.flat()) {
        const [id = '', state] = line.split(' ')
        states.set(id, state as JournalEntry['state'])
      }
    }
    const found = new Map((await fileJournal(folder).list()).map((entry) => [entry.external_task_id, entry]))
    expect(states.size).toBeGreaterThan(16)
    for (const [id, state] of states) {
      const entry = found.get(id)
      expect(entry).toMatchObject({ prompt: 'p'.repeat(2_500) })
      // What was on its way when the process died may be there or not.
      expect(rankOf(entry!)).toBeGreaterThanOrEqual(rankOf(entryOf(id, state)))
    }
  })
})
