import { createOmniImageHandler } from '@omni-image/server'
import { H3, serve } from 'h3'

const sessions = new Map([['demo-session', 'alice']]) // yours come from a database

const omniImage = createOmniImageHandler({
  upstream: { baseUrl: process.env['OMNI_IMAGE_BASE_URL'] ?? '', token: process.env['OMNI_IMAGE_TOKEN'] },
  secret: process.env['OMNI_IMAGE_SECRET'],
  authorize: (request) => sessions.get(/session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''),
})

const app = new H3()
app.all('/kling/**', (event) => omniImage.fetch(event.req))
app.get('/', () => 'your page')

const server = serve(app, { port: Number(process.env['PORT'] ?? 3000), gracefulShutdown: false, silent: true })
await server.ready()
console.log('listening', { port: Number(new URL(server.url!).port) })

process.once('SIGTERM', () => {
  void omniImage.close() // streams end, and browsers come back to another instance
  void server.close()
})
