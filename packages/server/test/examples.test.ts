import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createEmulator } from '@omni-image/emulator'
import { afterAll, describe, expect, it } from 'vitest'
import { key, secret } from './desk.ts'
import { useExample } from './use-example.ts'

const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

interface Program {
  readonly url: string
  readonly stop: () => Promise<number | null>
}

async function start(name: string, upstreamUrl: string): Promise<Program> {
  const file = fileURLToPath(new URL(`../examples/${name}.ts`, import.meta.url))
  const child = spawn(process.execPath, ['--conditions=@omni-image/source', file], {
    env: {
      ...process.env,
      PORT: '0',
      OMNI_IMAGE_BASE_URL: upstreamUrl,
      OMNI_IMAGE_TOKEN: key,
      OMNI_IMAGE_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  }
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await expect.poll(() => output, { timeout: 20_000 }).toContain('port')
  const port = /port: (\d+)/.exec(output)?.[1]
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      child.kill('SIGTERM')
      return exit
    },
  }
}

describe.each(['node', 'hono', 'express', 'h3'])(
  'the example for %s',
  { timeout: 60_000, concurrent: true },
  (name) => {
    it('makes pictures for those who are signed in, pushes, and stops well', async ({ onTestFinished }) => {
      const emulator = createEmulator({ seed: 7, latency: 300, token: key })
      onTestFinished(() => emulator.close())
      const program = await start(name, (await emulator.listen()).url)
      const source = await useExample(program.url, emulator)
      const end = program.stop()
      await expect.poll(source.isOver, { timeout: 5000 }).toBe(true)
      expect(await end).toBe(0)
    })
  },
)
