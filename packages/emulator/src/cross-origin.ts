/** Lets pages of other ports in: the emulator is for development, and what it keeps is no secret. */
export function allowOtherOrigins(answer: Response): Response {
  answer.headers.set('access-control-allow-origin', '*')
  answer.headers.set('access-control-expose-headers', 'retry-after, etag')
  return answer
}

export function preflightAnswer(request: Request): Response {
  const headers = {
    'access-control-allow-methods': 'GET, HEAD, POST',
    'access-control-allow-headers':
      request.headers.get('access-control-request-headers') ?? 'authorization, content-type',
    'access-control-max-age': '600',
  }
  return allowOtherOrigins(new Response(null, { status: 204, headers }))
}
