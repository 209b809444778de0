import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { JournalEntry } from '@omni-image/core'
import { fileJournal } from '@omni-image/core/file-journal'
import { createEmulator, type Emulator } from '@omni-image/emulator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleScript } from './bundle-script.ts'
import { findForgotten } from './find-forgotten.ts'

/**
 * How often a process is killed. Half of them die where they go on after something they waited for, each with a journal of
 * its own; the others at random times, while they share a journal.
 */
const moments = Number(process.env['CRASH_MOMENTS'] ?? (process.env['CI'] ? 200 : 40))
const sharedJournals = 4

interface Death {
  readonly prompt: string
  readonly folder: string
  /** The how manieth going-on. */
  readonly at?: number
  readonly afterMs?: number
}

let home: string
let emulator: Emulator
let url: string
const prompts: string[] = []

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'omni-image-crash-'))
  writeFileSync(join(home, 'crash-process.mjs'), await bundleScript('crash-process.ts', 'node'))
  // Half of the creates take effect late, the other half answers late, so that there is time to die before and after.
  emulator = createEmulator({
    latency: 60,
    seed: 1,
    faults: ({ operation, body }) => {
      if (operation !== 'create') return undefined
      prompts.push((body as { prompt: string }).prompt)
      return { kind: prompts.length % 2 === 0 ? 'slow-accept' : 'slow-answer', delayMs: 20 }
    },
  })
  url = (await emulator.listen()).url
})
afterAll(async () => {
  await emulator.close()
  rmSync(home, { recursive: true })
})

function start(...args: string[]): ChildProcess {
  return fork(join(home, 'crash-process.mjs'), [url, ...args], { execArgv: [] })
}

/** Lets a process make a picture until it dies; how many goings-on it had if it did not. */
async function makePicture({ folder, prompt, at, afterMs }: Death): Promise<number> {
  const child = start('submit', folder, prompt, `${at ?? ''}`)
  let goings = 0
  child.on('message', (message) => {
    if (typeof message === 'number') goings = message
    else if (afterMs !== undefined) void pause(afterMs).then(() => child.kill('SIGKILL'))
  })
  await once(child, 'exit')
  return goings
}

/** Another process finds the journals, and gives what they hold once it has looked after every task. */
async function restart(folders: readonly string[]): Promise<JournalEntry[]> {
  const child = start('resume', ...folders)
  const [[entries]] = await Promise.all([once(child, 'message') as Promise<[JournalEntry[]]>, once(child, 'exit')])
  return entries
}

it(`after ${moments} deaths every billed task is in the journal once, and gets its picture`, async () => {
  const goings = await makePicture({ folder: join(home, 'whole'), prompt: 'a whole life' })
  const deaths = Array.from({ length: moments }, (_, index): Death => {
    const prompt = `picture ${index}`
    const share = (index - (index % 2)) / moments
    if (index % 2 === 0) return { prompt, folder: join(home, `own-${index}`), at: 1 + Math.floor(share * goings) }
    return { prompt, folder: join(home, `shared-${(index >> 1) % sharedJournals}`), afterMs: Math.random() * 200 }
  })
  const waiting = [...deaths]
  const lane = async (): Promise<void> => {
    for (let death = waiting.shift(); death; death = waiting.shift()) await makePicture(death)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, lane))

  const folders = [...new Set([join(home, 'whole'), ...deaths.map(({ folder }) => folder)])]
  const atDeath = (await Promise.all(folders.map(async (folder) => fileJournal(folder).list()))).flat()
  const billed = new Set(emulator.tasks().map(({ task_info }) => task_info?.external_task_id))
  const entries = await restart(folders)

  expect(findForgotten(emulator, entries)).toEqual([])
  expect(new Set(prompts).size, 'no prompt was sent twice').toBe(prompts.length)
  // Otherwise this story would tell nothing: some died while it was open whether they had paid, and some after that.
  const states = atDeath.map(
    ({ state, external_task_id }) => `${state}, ${billed.has(external_task_id) ? '' : 'not '}billed`,
  )
  expect(new Set(states)).toEqual(
    new Set(['submitting, not billed', 'submitting, billed', 'accepted, billed', 'succeed, billed']),
  )
}, 300_000)
