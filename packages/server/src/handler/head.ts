/** Answers are data for one user: never kept, never guessed at, never a page. */
const strict: Readonly<Record<string, string>> = {
  'cache-control': 'no-store, private',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

const allowedMethods = 'GET, POST'
const allowedHeaders = 'accept, authorization, content-type, last-event-id'

/** Adds what every answer carries, and says to invited pages of other origins that they may read it. */
export function withHead(response: Response, request: Request, allowedOrigins: readonly string[]): Response {
  for (const [name, value] of Object.entries(strict)) response.headers.set(name, value)
  if (allowedOrigins.length === 0) {
    response.headers.set('cross-origin-resource-policy', 'same-origin')
    return response
  }
  response.headers.set('vary', 'origin')
  const origin = request.headers.get('origin')
  if (origin === null || !allowedOrigins.includes(origin)) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.set('access-control-allow-credentials', 'true')
  response.headers.set('access-control-expose-headers', 'retry-after')
  return response
}

/** The answer to a browser that asks before it sends; undefined where nobody is invited or that is not the question. */
export function toPreflight({ method, headers }: Request, allowedOrigins: readonly string[]): Response | undefined {
  const isQuestion = method === 'OPTIONS' && headers.has('access-control-request-method')
  if (!isQuestion || !allowedOrigins.includes(headers.get('origin') ?? '')) return undefined
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': allowedMethods,
      'access-control-allow-headers': allowedHeaders,
      'access-control-max-age': '600',
    },
  })
}
