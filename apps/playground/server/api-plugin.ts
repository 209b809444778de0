import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Plugin, ViteDevServer } from 'vite'
import { answerPage, isPagePath } from './answer-page.ts'
import type { Endpoint } from './endpoint.ts'

/** Finds the endpoint as it is now; asked for every request, as its code may be loaded anew meanwhile. */
export type EndpointSource = (server: ViteDevServer) => Promise<Endpoint>

/** Answers the API's paths in the process that serves the page, so that one command is enough and no key leaves it. */
export function apiPlugin(source: EndpointSource): Plugin {
  const serve = async (server: ViteDevServer): Promise<void> => {
    const first = await source(server) // half of the settings has to end the start, not the first request
    let current = first
    const answer = getRequestListener(async (request, environment) => answerPage(current, request, environment), {
      overrideGlobalObjects: false,
    })

    const pass = async (
      incoming: IncomingMessage,
      outgoing: ServerResponse,
      next: (error?: unknown) => void,
    ): Promise<void> => {
      const path = incoming.url?.split('?')[0] ?? ''
      if (isFile(path)) return next() // need not wait while the endpoint loads anew
      try {
        current = await source(server)
        if (isPagePath(current, path)) await answer(incoming, outgoing)
        else next()
      } catch (error) {
        next(error) // the code of the endpoint is being edited, and does not load at the moment
      }
    }
    server.middlewares.use((incoming, outgoing, next) => void pass(incoming, outgoing, next))

    const printUrls = server.printUrls.bind(server)
    server.printUrls = () => {
      printUrls()
      server.config.logger.info(`  ➜  talking to ${first.name}`)
    }
  }
  return { name: 'omni-image-api', configureServer: serve }
}

/** The page itself, and what it loads from the dev server. */
function isFile(path: string): boolean {
  return path === '/' || /^\/(@|src\/|node_modules\/)/.test(path)
}
