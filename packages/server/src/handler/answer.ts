import type { Refusal } from './refusal.ts'

export function succeed(data: unknown, request_id: string): Response {
  return json({ code: 0, message: 'SUCCEED', request_id, data }, 200)
}

/** In the API's own envelope, so that a client needs no special case. A gateway that gave no code is quoted without one. */
export function toErrorAnswer({ message, details }: Refusal, ownRequestId: string): Response {
  const { status, code, retryAfterMs, request_id = ownRequestId } = details
  const body =
    code === undefined ? { error: { message, type: 'upstream', code: '' }, request_id } : { code, message, request_id }
  const answer = json(body, status)
  if (retryAfterMs !== undefined) answer.headers.set('retry-after', `${Math.max(1, Math.ceil(retryAfterMs / 1000))}`)
  return answer
}

function json(body: unknown, status: number): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } })
}
