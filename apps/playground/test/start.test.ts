import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

interface Started {
  readonly url: string | undefined
  readonly log: () => string
  readonly code: number | null
}

/** The dev server as `npm start` runs it; ends with its URL, or with its exit code. */
async function start(environment: Record<string, string>): Promise<Started> {
  const program = ['node_modules/vite/bin/vite.js', '--configLoader', 'native', '--port', '0']
  const child = spawn(process.execPath, ['--conditions=@omni-image/source', ...program], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', ...environment },
  })
  onTestFinished(() => void child.kill())
  let log = ''
  return new Promise((resolve) => {
    const read = (chunk: Buffer): void => {
      log += chunk.toString()
      const url = /talking to/.test(log) ? /http:\/\/localhost:\d+/.exec(log)?.[0] : undefined
      if (url) resolve({ url, log: () => log, code: null })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => resolve({ url: undefined, log: () => log, code }))
  })
}

it('without settings it talks to the emulator, and says so', { timeout: 30_000 }, async () => {
  const { url, log } = await start({})
  expect(log()).toContain('talking to the emulator')
  expect(await (await fetch(`${url}/endpoint.json`)).json()).toMatchObject({ name: 'the emulator' })
  const tasks = await fetch(`${url}/kling/v1/images/omni-image`)
  expect(await tasks.json()).toMatchObject({ code: 0, data: [] })
})

it('with an endpoint of your own the token stays in the server', { timeout: 30_000 }, async () => {
  const bearers: (string | undefined)[] = []
  const upstream = createServer((request, response) => {
    bearers.push(request.headers.authorization)
    response.setHeader('content-type', 'application/json').end('{"code":0,"data":[]}')
  })
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void upstream.close())
  const address = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`

  const { url, log } = await start({ OMNI_IMAGE_BASE_URL: address, OMNI_IMAGE_TOKEN: 'key-that-nobody-may-see' })
  const paths = ['/', '/endpoint.json', '/src/main.ts', '/vite.config.ts', '/kling/v1/images/omni-image']
  const texts = await Promise.all(paths.map(async (path) => (await fetch(url + path)).text()))

  expect(bearers).toEqual(['Bearer key-that-nobody-may-see'])
  expect(log()).toContain(`talking to ${address}`)
  for (const text of [...texts, log()]) expect(text).not.toContain('key-that-nobody-may-see')
})

it('half of the settings is an error that says what is missing', { timeout: 30_000 }, async () => {
  const { code, log } = await start({ OMNI_IMAGE_BASE_URL: 'https://api.example.com' })
  expect(code).toBe(1)
  expect(log()).toContain('OMNI_IMAGE_BASE_URL is set without OMNI_IMAGE_TOKEN')
})
