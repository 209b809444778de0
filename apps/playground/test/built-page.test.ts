import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromiumArgs } from '@omni-image/checks/find-chromium'
import { createEmulator, type Emulator } from '@omni-image/emulator'
import { chromium, type Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, frameworks } from './create-desk.ts'
import { recordTraffic, type Traffic } from './record-traffic.ts'
import { makeSampleFiles, type SampleFiles } from './sample-files.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const patience = { timeout: 20_000 }
const token = 'sk-the-key-that-stays-at-home'
const webhookSecret = `whsec_${btoa('the secret of the callbacks')}`

let built: string
let files: SampleFiles
let emulator: Emulator
let apiUrl: string
let server: ChildProcess
let traffic: Traffic
let browser: Browser
let home: string

/** `npm run serve` before a real API, with an emulator in the place of that: on an origin of its own, with its pictures. */
beforeAll(async () => {
  if (executablePath === undefined) return
  built = await mkdtemp(join(tmpdir(), 'built-page-'))
  files = await makeSampleFiles()
  emulator = createEmulator({ latency: 1500, token, callbackSecret: webhookSecret })
  apiUrl = (await emulator.listen()).url
  const port = await findFreePort()
  const environment = {
    NODE_ENV: '',
    PORT: `${port}`,
    HOST: '127.0.0.1',
    OMNI_IMAGE_BASE_URL: apiUrl,
    OMNI_IMAGE_TOKEN: token,
    OMNI_IMAGE_CALLBACK_URL: `http://127.0.0.1:${port}/kling/callback`,
    OMNI_IMAGE_WEBHOOK_SECRET: webhookSecret,
    OMNI_IMAGE_PICTURE_HOSTS: apiUrl,
  }
  const build = run(
    ['node_modules/vite/bin/vite.js', 'build', '--configLoader', 'native', '--outDir', built, '--logLevel', 'error'],
    environment,
  )
  const [code] = (await once(build, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`The page could not be built: ${code}`)
  server = run(['server/serve.ts', built], environment)
  await once(server.stdout!, 'data')
  traffic = await recordTraffic(port)
  home = `http://127.0.0.1:${traffic.port}`
  browser = await chromium.launch({ executablePath, args: [...chromiumArgs] })
}, 90_000)

afterAll(async () => {
  await browser?.close()
  traffic?.close()
  server?.kill()
  await emulator?.close()
  await files?.remove()
  if (built) await rm(built, { recursive: true })
})

function run(program: readonly string[], environment: Record<string, string>): ChildProcess {
  const args = ['--conditions=@omni-image/source', ...program]
  const env = { ...process.env, ...environment }
  return spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}

describe.skipIf(executablePath === undefined)('the built page before a real API', { timeout: 60_000 }, () => {
  it.each(frameworks)(
    '%s: under a strict policy a picture appears as soon as it is there, and stays',
    async (framework) => {
      const page = await browser.newPage()
      const complaints: string[] = []
      const calls: string[] = []
      page.on('pageerror', ({ message }) => complaints.push(message))
      page.on('console', (message) => complaints.push(message.text()))
      page.on('request', (request) => {
        if (request.url().includes('/kling/v1/')) calls.push(`${request.method()} ${request.headers()['accept']}`)
      })
      await page.goto(`${home}/?framework=${framework}`)
      await page.getByRole('textbox', { name: 'Prompt' }).fill(`a lighthouse in ${framework}`)
      await page.getByLabel('Choose files').setInputFiles(files.pngPath)
      await expect.poll(() => page.locator('.thumb img[data-loaded]').count(), patience).toBe(1) // a blob: address
      await page.getByRole('button', { name: 'Generate' }).click()
      const picture = page.getByRole('img', { name: `1 of 1: a lighthouse in ${framework}` })
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(1024)
      expect(new URL((await picture.getAttribute('src'))!).origin).toBe(apiUrl)
      // One paid request and one stream: what happens in between is told, not asked for.
      expect(calls).toEqual(['POST application/json', 'GET text/event-stream, application/json'])

      await page.reload()
      await page.getByRole('link', { name: `Open picture 1 of a lighthouse in ${framework}` }).waitFor()
      expect(complaints).toEqual([])
      await page.close()
    },
  )

  it('the policy lets in nothing but the page’s own files and the pictures', async () => {
    const page = await browser.newPage()
    const answer = await page.goto(home)
    expect(answer?.headers()['content-security-policy']).toBe(
      `default-src 'self'; img-src 'self' blob: data: ${apiUrl}; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    const refused = await page.evaluate(async (elsewhere) => {
      const found: string[] = []
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) => found.push(effectiveDirective))
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      document.head.append(script)
      const image = new Image()
      image.src = `${elsewhere.replace('127.0.0.1', 'localhost')}/a.png`
      await fetch(elsewhere).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve))
      return found.toSorted()
    }, apiUrl)
    expect(refused).toEqual(['connect-src', 'img-src', 'script-src-elem'])
    expect(await page.title()).toBe('omni-image playground')
    await page.close()
  })

  it('neither the page’s files nor a byte of its traffic hold a secret', async () => {
    const names = await readdir(built, { recursive: true, withFileTypes: true })
    const texts = await Promise.all(
      names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')),
    )
    const wire = traffic.text()
    // What was looked through is what it should be.
    expect(texts.join('')).toContain('Open picture')
    for (const seen of [
      'a lighthouse in vue',
      'event: task',
      '"task_status":"succeed"',
      'sec-fetch-site: same-origin',
    ]) {
      expect(wire.toLowerCase()).toContain(seen)
    }
    for (const secret of [token, webhookSecret, webhookSecret.slice(6)]) {
      for (const form of [secret, btoa(secret), btoa(`Bearer ${secret}`), encodeURIComponent(secret)]) {
        for (const text of [...texts, wire]) expect(text.includes(form)).toBe(false)
      }
    }
    expect(/^(authorization|webhook-signature):/im.test(wire)).toBe(false)
    expect(
      emulator.requests().every(({ operation, hasAuthorization }) => hasAuthorization === (operation !== 'file')),
    ).toBe(true)
    expect(emulator.ledger().tasks).toBe(2)
  })

  it('its server stops when it is asked to, though a page is listening', async () => {
    const answer = await fetch(`${home}/kling/v1/images/omni-image`, { headers: { accept: 'text/event-stream' } })
    const end = once(server, 'exit')
    server.kill('SIGTERM')
    expect(await answer.text()).toContain(': open')
    expect(await end).toEqual([0, null])
  })
})
