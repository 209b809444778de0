import { chromiumArgs, findChromium } from '@omni-image/checks/find-chromium'
import { basePath } from '@omni-image/core/wire'
import type { Emulator } from '@omni-image/emulator'
import { chromium, type Page, type ViewportSize } from 'playwright'
import { createEmulatorEndpoint } from '../server/emulator-endpoint.ts'
import type { Endpoint } from '../server/endpoint.ts'
import { servePage, type PageKind } from './serve-page.ts'
import { createStoppedClock } from './stopped-clock.ts'

export const executablePath = await findChromium()

export const frameworks = ['react', 'vue'] as const
export type Framework = (typeof frameworks)[number]

/** The playground on a server, and a browser. */
export interface Desk {
  /** The page anew, on a new emulator; the one before is gone. */
  readonly open: (framework: Framework, viewport?: ViewportSize) => Promise<OpenPage>
  readonly close: () => Promise<void>
}

interface OpenPage {
  readonly page: Page
  readonly emulator: Emulator
  /** Presses Generate and waits until the task was accepted; it is not done before time passes. */
  readonly generate: () => Promise<void>
  /** The time that a task takes. The emulator calls the server back meanwhile, and that tells the page. */
  readonly passTime: () => void
  /** The bodies of the creates, as they came over the wire. */
  readonly bodies: readonly string[]
  /** What the browser complained about. */
  readonly complaints: readonly string[]
}

/** What one opening of the page has brought. */
interface Visit {
  readonly endpoint: Endpoint
  readonly bodies: string[]
  readonly complaints: string[]
}

const taskMs = 3000

export async function createDesk(kind: PageKind): Promise<Desk> {
  const visits: Visit[] = []

  async function answer({ method, url, headers, body, signal }: Request): Promise<Response> {
    // A page that is about to go may still ask for its task, and gets what it is used to.
    const number = URL.parse(headers.get('referer') ?? '')?.searchParams.get('visit') ?? visits.length - 1
    const { endpoint, bodies } = visits[Number(number)]!
    const text = body ? await new Response(body).text() : undefined
    if (text !== undefined) bodies.push(text)
    return endpoint.fetch(new Request(url, { method, headers, signal, ...(text && { body: text }) }))
  }

  const [{ home, close }, browser] = await Promise.all([
    servePage(kind, {
      name: 'the emulator',
      basePath,
      medianMs: taskMs,
      pictureHosts: [],
      fetch: answer,
      close: async () => void (await Promise.all(visits.map(({ endpoint }) => endpoint.close()))),
    }),
    chromium.launch({ ...(executablePath && { executablePath }), args: [...chromiumArgs] }),
  ])
  const page = await browser.newPage({ reducedMotion: 'reduce' }) // moving pictures cost more than the stories
  await page.clock.install()
  const devTools = await page.context().newCDPSession(page)
  const complain = (text: string): unknown => visits.at(-1)?.complaints.push(text)
  page.on('pageerror', (error) => complain(error.message))
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(message.text())
  })

  return {
    open: async (framework, viewport = { width: 1280, height: 900 }) => {
      const clock = createStoppedClock()
      const endpoint = createEmulatorEndpoint({ latency: taskMs, seed: 'desk', clock })
      const bodies: string[] = []
      const complaints: string[] = []
      visits.push({ endpoint, bodies, complaints })
      await page.setViewportSize(viewport)
      await devTools.send('Storage.clearDataForOrigin', { origin: home, storageTypes: 'local_storage' }) // its history
      await page.goto(`${home}?framework=${framework}&visit=${visits.length - 1}`)
      await page
        .getByRole('button', { name: 'Generate' })
        .waitFor()
        .catch((cause: unknown) => {
          throw new Error(`The page did not come up. ${complaints.join(' ')}`, { cause })
        })
      return {
        page,
        emulator: endpoint.emulator,
        generate: async () => {
          await page.getByRole('button', { name: 'Generate' }).click()
          await page.getByText('Accepted. Waiting for its turn…').waitFor()
        },
        passTime: () => clock.pass(taskMs),
        bodies,
        complaints,
      }
    },
    close: async () => {
      await browser.close()
      await close()
    },
  }
}
