import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createOmniImageClient } from '@omni-image/core'
import { createEmulator, type Emulator } from '@omni-image/emulator'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { key, path, secret } from './desk.ts'
import { readEvents } from './event-source.ts'
import type { InstanceSettings } from './instance.ts'
import { findFreePort, hasRedis, startRedis } from './redis-server.ts'

interface Instance {
  readonly url: string
  /** The ends that it was told of. */
  readonly told: string[]
  /** Lets its clock go ahead. */
  readonly later: (laterMs: number) => void
  readonly kill: () => Promise<void>
}

async function startInstance(settings: InstanceSettings): Promise<Instance> {
  const file = fileURLToPath(new URL('instance.ts', import.meta.url))
  const child = fork(file, {
    execArgv: ['--conditions=@omni-image/source'],
    env: { ...process.env, INSTANCE: JSON.stringify(settings) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const told: string[] = []
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message) => {
      const { port, told: key } = message as { readonly port?: number; readonly told?: string }
      if (port !== undefined) resolve(port)
      if (key !== undefined) told.push(key)
    })
    child.once('exit', () => reject(new Error('The instance ended')))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    told,
    later: (laterMs) => void child.send({ laterMs }),
    kill: () => {
      child.kill('SIGKILL')
      return exit
    },
  }
}

async function startPair(
  latency: number,
  { minPauseMs, hasCallbacks }: { readonly minPauseMs: number; readonly hasCallbacks: boolean },
): Promise<{ readonly emulator: Emulator; readonly one: Instance; readonly other: Instance }> {
  const emulator = createEmulator({ seed: 7, latency, token: key })
  onTestFinished(() => emulator.close())
  const redis = await startRedis()
  const port = await findFreePort()
  const settings = {
    redisUrl: redis.url,
    upstreamUrl: (await emulator.listen()).url,
    callbackUrl: hasCallbacks ? `http://127.0.0.1:${port}/kling/callback` : undefined,
    token: key,
    secret,
    minPauseMs,
  }
  const [one, other] = await Promise.all([
    startInstance({ ...settings, port }),
    startInstance({ ...settings, port: 0 }),
  ])
  return { emulator, one, other }
}

describe.skipIf(!hasRedis)('two instances, each in a process of its own', { timeout: 120_000 }, () => {
  it('a callback that one of them gets reaches a browser at the other', async () => {
    const { one, other, emulator } = await startPair(1500, { minPauseMs: 500_000, hasCallbacks: true })
    const headers = { 'x-user': 'alice', 'content-type': 'application/json' }
    const aborter = new AbortController()
    onTestFinished(() => aborter.abort())
    const stream = await fetch(other.url + path, {
      headers: { ...headers, accept: 'text/event-stream' },
      signal: aborter.signal,
    })
    const source = readEvents(stream)
    const body = JSON.stringify({ model_name: 'kling-v3-omni', prompt: 'A lighthouse' })
    await fetch(one.url + path, { method: 'POST', headers, body })
    await expect.poll(() => source.statuses().at(-1), { timeout: 10_000 }).toBe('succeed')
    const looks = emulator.requests().filter(({ operation }) => operation === 'get')
    expect(looks.length).toBeLessThanOrEqual(6)
    // Its end is told by one of them, and not by both.
    await expect.poll(() => [...one.told, ...other.told]).toEqual([source.events[0]?.data.task_id])
  })

  it('one that is killed in the middle of 500 tasks loses none, and none is billed twice', async () => {
    const { one, other, emulator } = await startPair(3000, { minPauseMs: 200, hasCallbacks: false })
    let isUp = true
    /** As a load balancer does it: a connection that is refused is tried at another instance, and nothing else is. */
    const balance: typeof fetch = async (input, init) => {
      const request = new Request(input, init)
      const url = new URL(request.url)
      const to = (origin: string): Request => new Request(origin + url.pathname + url.search, request.clone())
      if (!isUp) return fetch(to(other.url))
      return fetch(to(one.url)).catch((error: unknown) => {
        if (!JSON.stringify(error, ['cause', 'code']).includes('ECONNREFUSED')) throw error
        return fetch(to(other.url))
      })
    }
    const clients = Array.from({ length: 10 }, (_, index) =>
      createOmniImageClient({
        baseUrl: 'http://app.test',
        headers: { 'x-user': `user ${index}` },
        fetch: balance,
        resubmit: 'if-not-found',
      }),
    )
    onTestFinished(() => clients.forEach((client) => client.close()))

    const results: Promise<string>[] = []
    for (let round = 0; round < 50; round += 1) {
      for (const client of clients)
        results.push(client.generate({ prompt: `picture ${round}` }).then(({ task_id }) => task_id, String))
      // Some are over by then, some run, and some are on their way.
      if (round === 30) await vi.waitUntil(() => one.told.length > 0, 20_000)
      if (round === 31) {
        await one.kill()
        isUp = false
      }
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    const ids = new Set(await Promise.all(results))
    expect([...ids].filter((id) => !/^\d+$/.test(id))).toEqual([])
    expect(ids.size).toBe(500)
    expect(emulator.ledger().tasks).toBe(500)

    other.later(5 * 60_000) // by then nobody believes any more that the one will tell of its tasks
    await expect.poll(() => new Set([...one.told, ...other.told]), { timeout: 60_000 }).toEqual(ids)
    expect(one.told.length).toBeGreaterThan(0)
  })
})
