const statusOfCode: Readonly<Record<number, number>> = {
  1000: 401,
  1001: 401,
  1002: 401,
  1003: 401,
  1004: 401,
  1100: 429,
  1101: 429,
  1102: 429,
  1103: 403,
  1200: 400,
  1201: 400,
  1202: 404,
  1203: 404,
  1300: 400,
  1301: 400,
  1302: 429,
  1303: 429,
  1304: 429,
  5000: 500,
  5001: 503,
  5002: 504,
}

/** The HTTP status that the vendor sends along with a code. */
function statusOf(code: number | string): number {
  return statusOfCode[Number(code)] ?? 400
}

/** A request that the API turns down. Thrown anywhere while a request is handled, answered in one place. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: number | string
  readonly status: number
  readonly retryAfterSeconds: number | undefined

  constructor(code: number | string, message: string, more: { status?: number; retryAfterSeconds?: number } = {}) {
    super(message)
    this.code = code
    this.status = more.status ?? statusOf(code)
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}

export function toErrorAnswer(refusal: Refusal, requestId: string): Response {
  const { code, message, status, retryAfterSeconds } = refusal
  const answer = jsonAnswer({ code, message, request_id: requestId }, status)
  if (retryAfterSeconds !== undefined) answer.headers.set('retry-after', String(retryAfterSeconds))
  return answer
}

/** How gateways say that they have no such route. */
export function unknownRouteAnswer(method: string, path: string): Response {
  const message = `Invalid URL (${method} ${path})`
  return jsonAnswer({ error: { message, type: 'invalid_request_error', code: '' } }, 404)
}

export function jsonAnswer(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
}
