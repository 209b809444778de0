import { serve } from '@hono/node-server'
import { createOmniImageClient } from '@omni-image/core'
import { createEmulator } from '@omni-image/emulator'
import { expect, it } from 'vitest'

it('a process whose Request and Response a server adapter has replaced pays for one task, and gets its pictures', async () => {
  const own = globalThis.Response
  const server = serve({ fetch: () => new Response('an app'), port: 0 })
  expect(globalThis.Response).not.toBe(own)

  const emulator = createEmulator({ token: 'key', latency: 5 })
  const api = await emulator.listen()
  const client = createOmniImageClient({ baseUrl: api.url, token: 'key', watch: { minPauseMs: 5 } })
  const { images } = await client.generate({ prompt: 'a lighthouse' })
  expect(images).toHaveLength(1)
  expect(emulator.ledger().tasks).toBe(1)

  client.close()
  await api.close()
  await emulator.close()
  server.close()
})
