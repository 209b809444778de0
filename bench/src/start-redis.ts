import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0

export interface RunningRedis {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** A Redis that keeps nothing, on a free port. */
export async function startRedis(): Promise<RunningRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'omni-image-redis-'))
  const port = await findFreePort()
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no']
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exit = once(server, 'exit')
  for (let said = ''; !said.includes('Ready to accept connections');) {
    const [text] = (await Promise.race([once(server.stdout, 'data'), exit])) as [Buffer | number | null]
    if (!(text instanceof Buffer)) throw new Error(`redis-server ended at once: ${said}`)
    said += text.toString()
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill()
      await exit
      await rm(folder, { recursive: true })
    },
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
