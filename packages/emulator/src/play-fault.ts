import { Refusal, toErrorAnswer } from './answer.ts'
import { ConnectionCut } from './connection-cut.ts'
import { defaultDelayMs } from './fault.ts'
import type { Fault } from './fault.ts'

/** Lets a fault happen around `accept`, which handles the request. */
export async function playFault(
  fault: Fault | undefined,
  accept: () => Promise<Response>,
  pause: (delayMs: number) => Promise<void>,
  requestId: () => string,
): Promise<Response> {
  switch (fault?.kind) {
    case 'cut-before-accept':
      throw new ConnectionCut()
    case 'cut-after-accept':
      await accept()
      throw new ConnectionCut()
    case 'slow-accept':
      await pause(fault.delayMs ?? defaultDelayMs)
      return accept()
    case 'slow-answer': {
      const answer = await accept()
      await pause(fault.delayMs ?? defaultDelayMs)
      return answer
    }
    case 'api-error':
    case 'http-error':
    case 'html':
      if (fault.accepts) await accept()
      return toFaultAnswer(fault, requestId)
    case 'truncated-json':
      return truncate(await accept())
    case 'cut-in-answer':
      return cutInside(await accept())
    case 'sent-twice':
      await accept()
      return accept()
    default:
      return accept()
  }
}

function toFaultAnswer(fault: Fault, requestId: () => string): Response {
  const { kind, code = 5000, status = 502, message = 'emulated error', retryAfterSeconds } = fault
  if (kind === 'api-error') {
    const more = { ...(fault.status && { status }), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
    return toErrorAnswer(new Refusal(code, message, more), requestId())
  }
  const [body, type] =
    kind === 'html'
      ? [`<!doctype html><html><body><h1>${status}</h1><p>${message}</p></body></html>\n`, 'text/html; charset=utf-8']
      : [`${message}\n`, 'text/plain; charset=utf-8']
  const answer = new Response(body, { status, headers: { 'content-type': type } })
  if (retryAfterSeconds !== undefined) answer.headers.set('retry-after', String(retryAfterSeconds))
  return answer
}

async function truncate(answer: Response): Promise<Response> {
  const whole = await answer.arrayBuffer()
  const headers = { 'content-type': answer.headers.get('content-type') ?? 'application/json' }
  return new Response(whole.slice(0, Math.floor(whole.byteLength / 2)), { status: 200, headers })
}

/** Promises the whole length and gives half of it. */
async function cutInside(answer: Response): Promise<Response> {
  const whole = new Uint8Array(await answer.arrayBuffer())
  const pieces = [whole.slice(0, Math.floor(whole.byteLength / 2))]
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = pieces.shift()
      if (piece) controller.enqueue(piece)
      else controller.error(new ConnectionCut())
    },
  })
  const headers = new Headers(answer.headers)
  headers.set('content-length', String(whole.byteLength))
  return new Response(body, { status: answer.status, headers })
}
