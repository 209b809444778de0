import { setTimeout as pause } from 'node:timers/promises'
import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import type { JournalEntry } from '@omni-image/core'
import { createEmulator, type Emulator } from '@omni-image/emulator'
import { chromium, type Browser, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBareServer, type BareServer } from '../bare-server.ts'
import { bundleScript } from './bundle-script.ts'
import type { JournalKind } from './crash-page.ts'
import { findForgotten } from './find-forgotten.ts'

/** How often each tab is reloaded. */
const times = Number(process.env['CRASH_RELOADS'] ?? (process.env['CI'] ? 50 : 12))
const executablePath = await findChromium()

describe.skipIf(executablePath === undefined)('reloaded in the middle', () => {
  let browser: Browser
  let pageServer: BareServer
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: [...chromiumArgs] })
    pageServer = await startBareServer(await bundleScript('crash-page.ts', 'browser'))
  })
  afterAll(() => Promise.all([browser.close(), pageServer.close()]))

  const call = (page: Page, name: 'work' | 'finish', ...args: readonly string[]): Promise<unknown> =>
    page.evaluate(`import('/script.js').then((page) => page.${name}(...${JSON.stringify(args)}))`)

  /** Clicks and reloads: every other time at any moment, else in the moments after the create has come in. */
  async function clickAndReload(page: Page, { url, prompts }: Served, kind: JournalKind, tab: number): Promise<void> {
    await page.goto(pageServer.url)
    for (let index = 0; index < times; index++) {
      const prompt = `picture ${index} of tab ${tab}`
      call(page, 'work', url, kind, prompt).catch(() => undefined) // the page goes away over it
      if (index % 2 === 0) {
        await pause((index / times) * 150)
      } else {
        while (!prompts.includes(prompt)) await pause(2)
        await pause((index / times) * 60)
      }
      await page.reload()
    }
  }

  it.concurrent.each<[number, JournalKind]>([
    [1, 'Web Storage'],
    [1, 'IndexedDB'],
    [2, 'Web Storage'],
    [2, 'IndexedDB'],
  ])(
    '%i tabs with %s: every billed task is in the journal once, and gets its picture',
    { timeout: 300_000 },
    async (tabs, kind) => {
      const served = await serve()
      const { emulator, url, prompts } = served
      const context = await browser.newContext()
      try {
        const pages = await Promise.all(Array.from({ length: tabs }, () => context.newPage()))
        await Promise.all(pages.map((page, tab) => clickAndReload(page, served, kind, tab)))
        const entries = (await call(pages[0]!, 'finish', url, kind)) as JournalEntry[]

        expect(findForgotten(emulator, entries)).toEqual([])
        expect(new Set(prompts).size, 'no prompt was sent twice').toBe(prompts.length)
        expect(emulator.ledger().tasks, 'some were billed, or this story tells nothing').toBeGreaterThan(0)
      } finally {
        await context.close()
        await emulator.close()
      }
    },
  )
})

interface Served {
  readonly emulator: Emulator
  readonly url: string
  /** Of every create that came in. */
  readonly prompts: readonly string[]
}

/** Half of the creates take effect late, the other half answers late. */
async function serve(): Promise<Served> {
  const prompts: string[] = []
  const emulator = createEmulator({
    latency: 60,
    seed: 1,
    faults: ({ operation, body }) => {
      if (operation !== 'create') return undefined
      prompts.push((body as { prompt: string }).prompt)
      return { kind: prompts.length % 2 === 0 ? 'slow-accept' : 'slow-answer', delayMs: 20 }
    },
  })
  return { emulator, url: (await emulator.listen()).url, prompts }
}
