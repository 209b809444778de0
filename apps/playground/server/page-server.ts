import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { answerPage, isPagePath } from './answer-page.ts'
import { toContentPolicy } from './content-policy.ts'
import type { Endpoint } from './endpoint.ts'

/** The built page and the API behind it, as they would be deployed. */
export function createPageServer(folder: string, endpoint: Endpoint): Hono {
  const app = new Hono()
  app.use(async ({ req, env }, next) => {
    if (isPagePath(endpoint, req.path)) return answerPage(endpoint, req.raw, env)
    await next()
  })
  app.use(async ({ header, req }, next) => {
    header('content-security-policy', toContentPolicy(endpoint.pictureHosts))
    header('cross-origin-opener-policy', 'same-origin')
    header('referrer-policy', 'same-origin')
    header('x-content-type-options', 'nosniff')
    // Built files carry a hash of their content in their name.
    header('cache-control', req.path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    await next()
  })
  app.use(serveStatic({ root: folder }))
  return app
}
