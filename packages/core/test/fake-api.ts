import type { Task } from '../src/wire/generated/types.ts'

/** What the API does with one request. */
export type Answer = (request: Request) => Response | Promise<Response>

export interface FakeApi {
  readonly fetch: typeof fetch
  /** Every request, in order, with a body that can still be read. */
  readonly sent: readonly Request[]
  readonly posts: () => readonly Request[]
  readonly looks: () => readonly Request[]
}

/** A `fetch` that gives the written answers in order, one list for creates and one for looks; the last one repeats. */
export function createFakeApi({ post = [], look = [] }: { post?: Answer[]; look?: Answer[] } = {}): FakeApi {
  const sent: Request[] = []
  const count = { GET: 0, POST: 0 }
  const ofMethod = (method: string) => () => sent.filter((request) => request.method === method)
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    sent.push(request.clone())
    const answers = request.method === 'POST' ? post : look
    const answer = answers[Math.min(count[request.method as 'GET']++, answers.length - 1)]
    if (!answer) throw new Error(`No answer was written for ${request.method} ${request.url}`)
    return answer(request)
  }
  return { fetch, sent, posts: ofMethod('POST'), looks: ofMethod('GET') }
}

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  () =>
    Response.json(body, { status, headers })

export const page =
  (html: string, status = 200): Answer =>
  () =>
    new Response(html, { status, headers: { 'content-type': 'text/html' } })

/** The vendor's envelope around a task. */
export const ok = (data: unknown): Answer => json({ code: 0, message: 'SUCCEED', request_id: 'request-1', data })

export const refusal = (
  code: number | string,
  status: number,
  message = 'no',
  headers?: Record<string, string>,
): Answer => json({ code, message, request_id: 'request-1' }, status, headers)

export const task = (task_status: string, changes: Partial<Task> = {}): Task => ({
  task_id: 'task-1',
  task_status,
  ...changes,
})

export const picture = { index: 0, url: 'https://cdn.example.com/0.png' }

export const submitted = ok(task('submitted'))
export const processing = ok(task('processing'))
export const succeed = ok(task('succeed', { task_result: { images: [picture] } }))
export const failed = ok(task('failed', { task_status_msg: 'the prompt is not allowed' }))
export const notFound = refusal(1201, 400, 'Task not found by id/external id: task-1')

/** A failure of the connection as Node's `fetch` reports it. */
export const connectionError =
  (code: string): Answer =>
  () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
  }

export const refused = connectionError('ECONNREFUSED')
export const reset = connectionError('ECONNRESET')

/** Answers after a while, or fails as soon as the request is aborted. */
export const after =
  (pauseMs: number, answer: Answer): Answer =>
  (request) =>
    new Promise((resolve, reject) => {
      const abort = (): void => {
        clearTimeout(timer)
        reject(request.signal.reason as Error)
      }
      const timer = setTimeout(() => {
        request.signal.removeEventListener('abort', abort)
        resolve(answer(request))
      }, pauseMs)
      request.signal.addEventListener('abort', abort)
    })

/** Never answers, but fails as soon as the request is aborted. */
export const silence: Answer = (request) =>
  new Promise((_resolve, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason as Error))
  })
