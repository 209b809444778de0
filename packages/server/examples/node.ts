// Plain Node: `@hono/node-server` turns a fetch handler into a request listener.
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createOmniImageHandler } from '@omni-image/server'

const sessions = new Map([['demo-session', 'alice']]) // yours come from a database

const omniImage = createOmniImageHandler({
  upstream: { baseUrl: process.env['OMNI_IMAGE_BASE_URL'] ?? '', token: process.env['OMNI_IMAGE_TOKEN'] },
  secret: process.env['OMNI_IMAGE_SECRET'],
  authorize: (request) => sessions.get(/session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''),
})
const answer = getRequestListener(omniImage.fetch, { overrideGlobalObjects: false })

const server = createServer((incoming, outgoing) => {
  if (incoming.url?.startsWith('/kling/')) void answer(incoming, outgoing)
  else outgoing.end('your page')
})
server.listen(Number(process.env['PORT'] ?? 3000), () => console.log('listening', server.address()))

process.once('SIGTERM', () => {
  void omniImage.close() // streams end, and browsers come back to another instance
  server.close()
  server.closeIdleConnections()
})
