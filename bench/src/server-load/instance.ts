// One instance of the server; says how much memory it takes.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeHeapSnapshot } from 'node:v8'
import { getRequestListener } from '@hono/node-server'
import { createOmniImageHandler } from '@omni-image/server'

const { UPSTREAM_URL = '', PORT = '0', CALLBACK_URL } = process.env
const handler = createOmniImageHandler({
  upstream: { baseUrl: UPSTREAM_URL, token: 'some-token' },
  secret: 'a secret of more than thirty-two characters',
  authorize: (request) => request.headers.get('x-user'),
  limits: { perUser: {} },
  ...(CALLBACK_URL && { callbacks: { url: CALLBACK_URL } }),
})

const answer = getRequestListener(handler.fetch, { overrideGlobalObjects: false })
const server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
server.listen(Number(PORT), '127.0.0.1', 1000, () => process.send?.({ port: (server.address() as AddressInfo).port }))

process.on('message', (message) => {
  if (message === 'snapshot') writeHeapSnapshot(process.env['SNAPSHOT'])
  process.send?.({ memory: process.memoryUsage(), cpu: process.cpuUsage() })
})
process.on('disconnect', () => process.exit())
