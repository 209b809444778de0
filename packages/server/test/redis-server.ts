import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'

/** Whether the tests that need a real Redis can run; where `CI` is set they have to. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis && process.env['CI']) throw new Error('No redis-server on the PATH: install Redis.')
if (!hasRedis) console.warn('SKIPPED: tests with Redis, for want of a redis-server on the PATH.')

export interface RedisServer {
  readonly url: string
  /** A client that the test need not close. */
  readonly connect: () => Redis
  /** Takes it away; what it knew is gone. */
  readonly stop: () => Promise<void>
  /** Brings it back at the same place. */
  readonly start: () => Promise<void>
  /** From here on it takes connections and says nothing. */
  readonly freeze: () => void
  readonly thaw: () => void
}

/** A Redis of the test's own, which keeps nothing and ends with the test. */
export async function startRedis(): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'omni-image-redis-'))
  const port = await findFreePort()
  const url = `redis://127.0.0.1:${port}`
  const clients: Redis[] = []
  let server = await launch(port, folder)

  async function stop(): Promise<void> {
    const { child, exit } = server
    child.kill('SIGKILL')
    await exit
  }
  onTestFinished(async () => {
    for (const client of clients) client.disconnect()
    await stop()
    rmSync(folder, { recursive: true })
  })
  return {
    url,
    connect: () => {
      const client = new Redis(url)
      client.on('error', () => undefined)
      clients.push(client)
      return client
    },
    stop,
    start: async () => {
      server = await launch(port, folder)
    },
    freeze: () => void server.child.kill('SIGSTOP'),
    thaw: () => void server.child.kill('SIGCONT'),
  }
}

async function launch(port: number, folder: string) {
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] })
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (output.includes('Ready to accept connections')) resolve()
    })
    child.once('exit', () => reject(new Error(`redis-server ended: ${output}`)))
  })
  return { child, exit }
}

export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
