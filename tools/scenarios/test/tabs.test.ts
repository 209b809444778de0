import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startTabServer, type TabServer } from './tab-server.ts'

const executablePath = await findChromium()

describe.skipIf(executablePath === undefined)('two tabs of one origin', () => {
  let browser: Browser
  let context: BrowserContext
  let server: TabServer

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: [...chromiumArgs] })
  })
  afterAll(() => browser.close())

  beforeEach(async () => {
    context = await browser.newContext()
  })
  afterEach(async () => {
    await context.close()
    await server.close()
  })

  /** A tab that starts a task, and keeps what became of it. */
  async function openTab(name: string, watch: object = {}): Promise<Page> {
    const page = await context.newPage()
    await page.goto(server.url)
    const options = { headers: { 'x-tab': name }, watch: { minPauseMs: 100, maxPauseMs: 300, ...watch } }
    await page.evaluate(`import('/core.js').then(async ({ createOmniImageClient }) => {
      const client = createOmniImageClient(${JSON.stringify(options)})
      const task = await client.submit({ prompt: 'a lighthouse' })
      globalThis.taskStatus = () => task.getSnapshot().status
      void task.result()
    })`)
    return page
  }

  const statusOf = (page: Page): Promise<string> => page.evaluate('globalThis.taskStatus()')
  const tabsThatLooked = (since = 0): string[] => [
    ...new Set(server.looks.filter(({ at }) => at >= since).map(({ tab }) => tab)),
  ]
  const pause = (pauseMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs))
  const until = (check: () => unknown): Promise<unknown> => vi.waitFor(check, { timeout: 10_000, interval: 50 })

  /** The list is asked for, which is for two tasks. */
  const untilBothAreKnown = (): Promise<unknown> =>
    until(() => expect(server.looks.some(({ path }) => path === '')).toBe(true))

  it('are looked for by one of them, and both get their pictures', async () => {
    server = await startTabServer({ hasStreams: false })
    const [first, second] = [await openTab('first'), await openTab('second')]
    await untilBothAreKnown()
    const knownAt = Date.now()
    await pause(1_000)
    server.finish()
    await until(async () => expect([await statusOf(first), await statusOf(second)]).toEqual(['succeed', 'succeed']))
    expect(tabsThatLooked(knownAt)).toEqual(['first'])
  })

  it('do without each other where the files for that are gone', async () => {
    server = await startTabServer({ hasStreams: true })
    await context.route(/\/(tabs|stream)/, (route) => route.abort())
    const [first, second] = [await openTab('first'), await openTab('second')]
    await until(() => expect(tabsThatLooked().toSorted()).toEqual(['first', 'second']))
    server.finish()
    await until(async () => expect([await statusOf(first), await statusOf(second)]).toEqual(['succeed', 'succeed']))
  })

  it('poll where the watcher itself is gone', async () => {
    server = await startTabServer({ hasStreams: true })
    await context.route(/watcher/, (route) => route.abort())
    const first = await openTab('first')
    await until(() => expect(server.looks.length).toBeGreaterThan(2))
    server.finish()
    await until(async () => expect(await statusOf(first)).toBe('succeed'))
  })

  it('share one stream', async () => {
    server = await startTabServer({ hasStreams: true })
    const [first, second] = [await openTab('first'), await openTab('second')]
    await pause(1_000)
    server.finish()
    await until(async () => expect([await statusOf(first), await statusOf(second)]).toEqual(['succeed', 'succeed']))
    expect(server.looks).toHaveLength(1)
  })

  it('go on within two seconds when the one that looks is closed', async () => {
    server = await startTabServer({ hasStreams: false })
    const [first, second] = [await openTab('first'), await openTab('second')]
    await untilBothAreKnown()
    await first.close()
    const closedAt = Date.now()
    await until(() => expect(tabsThatLooked(closedAt)).toContain('second'))
    expect(server.looks.find(({ tab }) => tab === 'second')!.at - closedAt).toBeLessThan(2_000)
    server.finish()
    await until(async () => expect(await statusOf(second)).toBe('succeed'))
  })

  it('stop asking for a tab that is gone', async () => {
    server = await startTabServer({ hasStreams: false })
    const [, second] = [await openTab('first'), await openTab('second')]
    await untilBothAreKnown()
    await second.close()
    await pause(500)
    const closedAt = Date.now()
    await until(() => expect(server.looks.filter(({ at }) => at > closedAt).length).toBeGreaterThan(3))
    expect(new Set(server.looks.filter(({ at }) => at > closedAt).map(({ path }) => path))).toEqual(
      new Set(['/task-0']),
    )
  })

  it('let the one look that is seen', async () => {
    server = await startTabServer({ hasStreams: false })
    const [first, second] = [await openTab('first'), await openTab('second')]
    await untilBothAreKnown()
    await first.evaluate(`Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))`)
    await pause(500)
    const hiddenAt = Date.now()
    await pause(1_500)
    expect(tabsThatLooked(hiddenAt)).toEqual(['second'])
    server.finish()
    await until(async () => expect([await statusOf(first), await statusOf(second)]).toEqual(['succeed', 'succeed']))
  })

  it('look each for itself where the options say so', async () => {
    server = await startTabServer({ hasStreams: false })
    await openTab('first', { shareTabs: false })
    await openTab('second', { shareTabs: false })
    await until(() => expect(tabsThatLooked().toSorted()).toEqual(['first', 'second']))
  })
})
