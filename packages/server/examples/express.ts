import { getRequestListener } from '@hono/node-server'
import { createOmniImageHandler } from '@omni-image/server'
import express from 'express'

const sessions = new Map([['demo-session', 'alice']]) // yours come from a database

const omniImage = createOmniImageHandler({
  upstream: { baseUrl: process.env['OMNI_IMAGE_BASE_URL'] ?? '', token: process.env['OMNI_IMAGE_TOKEN'] },
  secret: process.env['OMNI_IMAGE_SECRET'],
  authorize: (request) => sessions.get(/session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''),
})

const app = express()
// Before express.json(), which would leave no body to read. `all` keeps the whole path, `use` would cut it.
app.all('/kling/{*path}', getRequestListener(omniImage.fetch, { overrideGlobalObjects: false }))
app.use(express.json())
app.get('/', (_request, response) => void response.send('your page'))

const server = app.listen(Number(process.env['PORT'] ?? 3000), () => console.log('listening', server.address()))

process.once('SIGTERM', () => {
  void omniImage.close() // streams end, and browsers come back to another instance
  server.close()
  server.closeIdleConnections()
})
