import { serve } from '@hono/node-server'
import { createOmniImageHandler } from '@omni-image/server'
import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'

const sessions = new Map([['demo-session', 'alice']]) // yours come from a database

const omniImage = createOmniImageHandler({
  upstream: { baseUrl: process.env['OMNI_IMAGE_BASE_URL'] ?? '', token: process.env['OMNI_IMAGE_TOKEN'] },
  secret: process.env['OMNI_IMAGE_SECRET'],
  authorize: (request) => sessions.get(/session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''),
})

const app = new Hono()
app.all('/kling/*', (context) => omniImage.fetch(context.req.raw, context.env))
app.get('/', (context) => context.text(`your page, ${getCookie(context, 'session') ?? 'stranger'}`))

const server = serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) }, (address) => {
  console.log('listening', address)
})

process.once('SIGTERM', () => {
  void omniImage.close() // streams end, and browsers come back to another instance
  server.close()
})
