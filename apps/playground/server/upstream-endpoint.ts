import { basePath as pagePath } from '@omni-image/core/wire'
import { toApiRoute } from './api-route.ts'
import type { Endpoint } from './endpoint.ts'

export interface UpstreamOptions {
  readonly baseUrl: string
  /** What stands before the API's paths there. */
  readonly basePath: string
  readonly token: string
}

/**
 * A real endpoint. The token is added here and goes to `baseUrl` alone: redirects are not followed, and only the
 * operations of the spec, asked for by this page, are passed on.
 */
export function createUpstreamEndpoint({ baseUrl, basePath, token }: UpstreamOptions): Endpoint {
  const root = baseUrl.replace(/\/+$/, '') + basePath.replace(/\/+$/, '')
  return {
    name: new URL(baseUrl).origin,
    basePath: pagePath,
    fetch: async (request) => {
      const route = toApiRoute(request.method, new URL(request.url))
      if (!route) return refuse(404, 'The playground passes on the operations of the spec alone.')
      if (!isFromOwnPage(request)) return refuse(403, 'Only the page of the playground may spend its key.')
      const { method, path, query } = route
      // With its length known a body goes out in one piece; not every gateway takes chunks.
      const kept = pick(request.headers, ['accept', 'content-type', 'content-length'])
      const headers = { ...kept, authorization: `Bearer ${token}` }
      try {
        const answer = await fetch(root + path + query, {
          method,
          headers,
          redirect: 'manual',
          ...(method === 'POST' ? { body: request.body, duplex: 'half' } : { signal: request.signal }),
        })
        if (answer.status >= 300 && answer.status < 400) return await refuseRedirect(answer)
        const known = pick(answer.headers, ['content-type', 'retry-after'])
        return new Response(answer.body, { status: answer.status, headers: { ...known, 'cache-control': 'no-store' } })
      } catch {
        return refuse(502, `${new URL(baseUrl).host} could not be reached.`)
      }
    },
  }
}

async function refuseRedirect(answer: Response): Promise<Response> {
  await answer.body?.cancel()
  return refuse(502, 'The endpoint redirects, which is not followed: set OMNI_IMAGE_BASE_URL to where it leads.')
}

/** Any page that is open in the same browser can send requests here, and each would be paid for. */
function isFromOwnPage({ headers, url }: Request): boolean {
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  const origin = headers.get('origin')
  return site === 'same-origin' && (origin === null || URL.parse(origin)?.host === new URL(url).host)
}

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  const pairs = names.map((name) => [name, headers.get(name)] as const)
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => pair[1] !== null))
}

/** In the shape of a gateway's own errors. */
function refuse(status: number, message: string): Response {
  return Response.json({ error: { message, type: 'playground', code: '' } }, { status })
}
