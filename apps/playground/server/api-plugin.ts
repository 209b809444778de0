import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Plugin, PreviewServer, ViteDevServer } from 'vite'
import type { Endpoint } from './endpoint.ts'

/** Finds the endpoint as it is now; asked for every request, as its code may be loaded anew meanwhile. */
export type EndpointSource = (server: ViteDevServer | PreviewServer) => Promise<Endpoint>

/** Answers the API's paths in the process that serves the page, so that one command is enough and no key leaves it. */
export function apiPlugin(source: EndpointSource): Plugin {
  const serve = async (server: ViteDevServer | PreviewServer): Promise<void> => {
    const first = await source(server) // half of the settings has to end the start, not the first request
    const answerApi = getRequestListener(async (request) => (await source(server)).fetch(request), {
      overrideGlobalObjects: false,
    })

    const answer = async (
      incoming: IncomingMessage,
      outgoing: ServerResponse,
      next: (error?: unknown) => void,
    ): Promise<void> => {
      try {
        const { url = '' } = incoming
        const endpoint = await source(server)
        if (url.startsWith(`${endpoint.basePath}/`)) await answerApi(incoming, outgoing)
        else if (url === '/endpoint.json') tellName(endpoint, outgoing)
        else next()
      } catch (error) {
        next(error) // the code of the endpoint is being edited, and does not load at the moment
      }
    }
    server.middlewares.use((incoming, outgoing, next) => void answer(incoming, outgoing, next))

    const printUrls = server.printUrls.bind(server)
    server.printUrls = () => {
      printUrls()
      server.config.logger.info(`  ➜  talking to ${first.name}`)
    }
  }
  return { name: 'omni-image-api', configureServer: serve, configurePreviewServer: serve }
}

/** What the page shows of the endpoint. */
function tellName({ name, medianMs }: Endpoint, outgoing: ServerResponse): void {
  outgoing.setHeader('content-type', 'application/json').setHeader('cache-control', 'no-store')
  outgoing.end(JSON.stringify({ name, medianMs }))
}
