import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { createEmulator, type Emulator, type EmulatorOptions } from '@omni-image/emulator'
import { chromium, type Page, type ViewportSize } from 'playwright'
import { createServer } from 'vite'
import { createEmulatorEndpoint } from '../server/emulator-endpoint.ts'
import { viteOptions } from '../server/vite-options.ts'

export const executablePath = await findChromium()

export const frameworks = ['react', 'vue'] as const
export type Framework = (typeof frameworks)[number]

/** The dev server of the playground and a browser. */
export interface Desk {
  /** A new page on a new emulator; the one before is closed. */
  readonly open: (framework: Framework, options?: OpenOptions) => Promise<OpenPage>
  readonly close: () => Promise<void>
}

interface OpenOptions extends EmulatorOptions {
  readonly viewport?: ViewportSize
}

interface OpenPage {
  readonly page: Page
  readonly emulator: Emulator
  /** The bodies of the creates, as they came over the wire. */
  readonly bodies: readonly string[]
  /** What the browser complained about. */
  readonly complaints: readonly string[]
}

export async function createDesk(): Promise<Desk> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'playground-'))
  let emulator = createEmulator()
  let bodies: string[] = []
  const server = await createServer({
    ...viteOptions({ name: 'the emulator', medianMs: 300, fetch: answer }),
    configFile: false,
    cacheDir,
    logLevel: 'silent',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null }, // nobody edits the page meanwhile
  })
  await server.listen()
  const [home = ''] = server.resolvedUrls?.local ?? []
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...chromiumArgs] })

  async function answer({ method, url, headers, body }: Request): Promise<Response> {
    const text = body ? await new Response(body).text() : undefined
    if (text !== undefined) bodies.push(text)
    return createEmulatorEndpoint(emulator).fetch(new Request(url, { method, headers, ...(text && { body: text }) }))
  }

  return {
    open: async (framework, { viewport = { width: 1280, height: 900 }, ...options } = {}) => {
      emulator = createEmulator({ latency: 300, seed: 'desk', ...options })
      bodies = []
      for (const context of browser.contexts()) await context.close() // a page that goes on asking has another emulator
      const page = await browser.newPage({ viewport })
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
      })
      await page.goto(`${home}?framework=${framework}`)
      await page
        .getByRole('button', { name: 'Generate' })
        .waitFor()
        .catch((cause: unknown) => {
          throw new Error(`The page did not come up. ${complaints.join(' ')}`, { cause })
        })
      return { page, emulator, bodies, complaints }
    },
    close: async () => {
      await browser.close()
      await server.close()
      await rm(cacheDir, { recursive: true })
    },
  }
}
