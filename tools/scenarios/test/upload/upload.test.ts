import { fileURLToPath } from 'node:url'
import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { chromium, type Browser, type Page } from 'playwright'
import { rolldown } from 'rolldown'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSlowServer, type SlowServer } from './slow-server.ts'
import type { UploadOptions, UploadReport, show } from './upload-page.ts'

const byNumber = (one = -1, other = -1): number => one - other
const executablePath = await findChromium()
/** Takes a while, whatever the network takes before the server does. */
const slow: UploadOptions = { fileBytes: 9_000_000 }
/** Just large enough to be told of. */
const large: UploadOptions = { fileBytes: 300_000 }

describe.skipIf(executablePath === undefined)('an upload from Chromium', { timeout: 60_000 }, () => {
  let browser: Browser
  let files: Map<string, string>
  let server: SlowServer
  let page: Page

  beforeAll(async () => {
    ;[files, browser] = await Promise.all([
      bundle(),
      chromium.launch({ executablePath: executablePath!, args: [...chromiumArgs] }),
    ])
  }, 60_000)
  afterAll(() => browser?.close())
  beforeEach(async () => {
    server = await startSlowServer(files)
    page = await browser.newPage()
    await page.goto(server.url)
  })
  afterEach(async () => {
    await page.close()
    await server.close()
  })

  const upload = (options: UploadOptions): Promise<UploadReport> =>
    page.evaluate(`import('/upload-page.js').then(({ upload }) => upload(${JSON.stringify(options)}))`)

  it('shows how far it is, arrives whole, and its progress goes with it', async () => {
    const { progress, last } = await upload(slow)
    const [first, ...steps] = progress
    expect([first, steps[0], steps.at(-1)]).toEqual([undefined, 0, 1])
    expect(steps.length).toBeGreaterThan(2)
    expect(steps).toEqual([...new Set(steps)].toSorted(byNumber))
    expect(last).toMatchObject({ status: 'submitted', task_id: 'task-1' })
    expect(last?.uploadProgress).toBeUndefined()
    const body = JSON.parse(server.creates[0]!.body) as { prompt: string; image_list: { image: string }[] }
    expect(body.prompt).toBe('a hat in Zürich')
    expect(Buffer.from(body.image_list[0]!.image, 'base64')).toHaveLength(slow.fileBytes)
  })

  it.each(['react', 'vue'] as const)('is shown by %s with one render for each step', async (binding) => {
    const { progress, last, renders, changes }: Awaited<ReturnType<typeof show>> = await page.evaluate(
      `import('/upload-page.js').then(({ show }) => show('${binding}', ${JSON.stringify(slow)}))`,
    )
    const told = progress.filter((step) => step !== undefined)
    expect(told.length).toBeGreaterThan(1)
    expect(told).toEqual(told.toSorted(byNumber))
    expect(last).toMatchObject({ status: 'submitted' })
    expect(renders).toBeLessThanOrEqual(changes)
  })

  it.each<[string, UploadOptions]>([
    ['of a small file', { fileBytes: 50_000 }],
    ['with a passed-in fetch', { ...large, fetch: 'passed in' }],
    ['with a fetch that something in the page has replaced', { ...large, fetch: 'patched' }],
    ['with a token', { ...large, token: 'key' }],
  ])('%s invents no progress', async (_name, options) => {
    expect(await upload(options)).toMatchObject({ progress: [undefined], last: { status: 'submitted' } })
    expect(server.creates).toHaveLength(1)
  })

  it('goes on without progress where the script for it is gone', async () => {
    await page.route(/carry-large/, (route) => route.abort())
    expect(await upload(large)).toMatchObject({ progress: [undefined], last: { status: 'submitted' } })
  })

  it('to an address that has moved finds its task there', async () => {
    expect(await upload({ ...large, baseUrl: '/moved' })).toMatchObject({ last: { status: 'submitted' } })
    expect(server.creates).toHaveLength(1)
  })

  it('that ends up at a page nobody asked for is not taken for refused', async () => {
    const { error, last } = await upload({ ...large, baseUrl: '/signed-out' })
    expect(error).toMatchObject({ code: 'submit-uncertain', cause: expect.stringContaining('connection') as string })
    expect(last).toMatchObject({ status: 'failed' })
  })

  it('carries no key to where an address redirects', async () => {
    const { error } = await upload({ ...large, baseUrl: '/moved', token: 'key' })
    expect(error).toMatchObject({ code: 'api' })
    expect(server.creates).toEqual([])
  })
})

/** The page's script and what it loads later, by name. */
async function bundle(): Promise<Map<string, string>> {
  const build = await rolldown({
    input: fileURLToPath(new URL('upload-page.ts', import.meta.url)),
    platform: 'browser',
    resolve: { conditionNames: ['@omni-image/source', 'import', 'default'] },
    logLevel: 'silent',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  })
  const { output } = await build.generate({ format: 'esm' })
  await build.close()
  return new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])))
}
