// One of several instances, in a process of its own. Tells the parent where it listens and which ends it was told of.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createOmniImageHandler } from '@omni-image/server'
import { createRedisShare } from '@omni-image/server/redis'
import { Redis } from 'ioredis'

export interface InstanceSettings {
  readonly port: number
  readonly redisUrl: string
  readonly upstreamUrl: string
  readonly callbackUrl: string | undefined
  readonly token: string
  readonly secret: string
  /** The shortest pause between two looks. */
  readonly minPauseMs: number
}

const settings = JSON.parse(process.env['INSTANCE'] ?? '{}') as InstanceSettings
let aheadMs = 0

const clock = { now: () => Date.now() + aheadMs }
const { token, minPauseMs, callbackUrl } = settings
const handler = createOmniImageHandler({
  upstream: { baseUrl: settings.upstreamUrl, token },
  secret: settings.secret,
  authorize: (request) => request.headers.get('x-user'),
  shared: createRedisShare(new Redis(settings.redisUrl), { clock }),
  limits: { perUser: {} },
  watch: { minPauseMs, maxPauseMs: Math.max(minPauseMs, 10_000) },
  clock,
  onTaskFinished: async (_task, _user, { key }) => {
    await new Promise((resolve) => setTimeout(resolve, 20)) // as somebody who writes to a disk
    process.send?.({ told: key })
  },
  ...(callbackUrl !== undefined && { callbacks: { url: callbackUrl } }),
})

const answer = getRequestListener(handler.fetch, { overrideGlobalObjects: false })
const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
server.listen(settings.port, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))

process.on('message', (message) => {
  aheadMs += (message as { readonly laterMs: number }).laterMs
})
process.on('disconnect', () => process.exit())
