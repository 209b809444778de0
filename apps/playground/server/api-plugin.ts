import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { basePath } from '@omni-image/core/wire'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import type { Endpoint } from './endpoint.ts'

/** Answers the API's paths in the process that serves the page, so that one command is enough and no key leaves it. */
export function apiPlugin(endpoint: Endpoint): Plugin {
  const answerApi = getRequestListener(endpoint.fetch, { overrideGlobalObjects: false })

  const answer = (incoming: IncomingMessage, outgoing: ServerResponse, next: () => void): void => {
    const { url = '' } = incoming
    if (url.startsWith(`${basePath}/`)) void answerApi(incoming, outgoing)
    else if (url === '/endpoint.json') tellName(outgoing)
    else next()
  }

  /** What the page shows of the endpoint. */
  const tellName = (outgoing: ServerResponse): void => {
    const { name, medianMs } = endpoint
    outgoing.setHeader('content-type', 'application/json').setHeader('cache-control', 'no-store')
    outgoing.end(JSON.stringify({ name, medianMs }))
  }

  const serve = (server: ViteDevServer | PreviewServer): void => {
    server.middlewares.use(answer)
    const printUrls = server.printUrls.bind(server)
    server.printUrls = () => {
      printUrls()
      server.config.logger.info(`  ➜  talking to ${endpoint.name}`)
    }
  }

  return { name: 'omni-image-api', configureServer: serve, configurePreviewServer: serve }
}
