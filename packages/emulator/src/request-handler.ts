import type { Task } from '@omni-image/core/wire'
import { Refusal, jsonAnswer, toErrorAnswer, unknownRouteAnswer } from './answer.ts'
import { answerFile } from './answer-file.ts'
import type { FileSources } from './answer-file.ts'
import { authorize } from './authorize.ts'
import { allowOtherOrigins, preflightAnswer } from './cross-origin.ts'
import type { FaultScript } from './fault-script.ts'
import type { Settings } from './options.ts'
import { playFault } from './play-fault.ts'
import { hashOf } from './random.ts'
import { createRateLimit } from './rate-limit.ts'
import { readBody } from './read-body.ts'
import { parseLeniently, readCreate } from './read-create.ts'
import { readPage } from './read-page.ts'
import type { OpenLogEntry, RequestLog } from './request-log.ts'
import { toLoggedInput } from './logged-input.ts'
import { toRoute } from './route.ts'
import type { Route } from './route.ts'
import type { TaskMaker } from './create-task.ts'
import { momentOf, momentsOf } from './task-life.ts'
import type { Moment } from './task-life.ts'
import type { TaskRecord } from './task-record.ts'

export interface HandlerParts {
  readonly settings: Settings
  readonly files: FileSources
  readonly log: RequestLog
  readonly maker: TaskMaker
  readonly decideFault: FaultScript
  readonly show: (record: TaskRecord, moment: Moment, home: string) => Task
  readonly onCreated: (record: TaskRecord) => void
  /** What a slow answer waits by. */
  readonly pause: (delayMs: number) => Promise<void>
}

type Api = Extract<Route, { name: 'create' | 'get' | 'list' }>

/** Answers one request as the API would. Rejects with a `ConnectionCut` where a fault says so. */
export function createRequestHandler(parts: HandlerParts): (request: Request) => Promise<Response> {
  const { settings, files, log } = parts
  const { clock, limits, seed } = settings
  const isWithinRate = createRateLimit(limits.requestsPerSecond)
  let answers = 0
  const nextRequestId = (): string => `Cj${hashOf(seed, 'request', (answers += 1)).toString('base64url', 0, 15)}`

  const answerApi = async (request: Request, route: Api, body: unknown, entry: OpenLogEntry): Promise<Response> => {
    authorize(request, settings.token)
    if (!isWithinRate(clock.now())) throw new Refusal(1302, 'Request rate is over the limit')
    const url = new URL(request.url)
    const home = (settings.publicUrl ?? url.origin) + route.prefix
    const succeed = (data: unknown): Response =>
      jsonAnswer({ code: 0, message: 'SUCCEED', request_id: nextRequestId(), data })

    if (route.name === 'create') {
      const input = readCreate(request.headers.get('content-type'), body)
      const record = await parts.maker.create(input, home)
      entry.input = toLoggedInput(input, record.references)
      parts.onCreated(record)
      return succeed(parts.show(record, momentsOf(record)[0], home))
    }
    const nowMs = clock.now()
    files.store.forget(nowMs)
    if (route.name === 'get') {
      const record = files.store.find(route.id)
      if (!record || (settings.lookUpBy === 'task-id' && record.taskId !== route.id))
        throw new Refusal(1201, `Task not found by id/external id: ${route.id.slice(0, 100)}`)
      return succeed(parts.show(record, momentOf(record, nowMs), home))
    }
    const { pageNum, pageSize } = readPage(url.searchParams)
    const page = files.store.newestFirst().slice((pageNum - 1) * pageSize, pageNum * pageSize)
    return succeed(page.map((record) => parts.show(record, momentOf(record, nowMs), home)))
  }

  const answer = async (request: Request): Promise<Response> => {
    const { method } = request
    const { pathname: path } = new URL(request.url)
    if (method === 'OPTIONS') return preflightAnswer(request)
    const route = toRoute(method, path)
    const body = await readBody(request, limits.bodyBytes).catch(keepRefusal)
    const entry = log.open({
      method,
      path,
      ...(route && route.name !== 'wrong-method' && { operation: route.name }),
      hasAuthorization: request.headers.has('authorization'),
      bodyBytes: body instanceof Refusal ? limits.bodyBytes : body.length,
    })

    const accept = async (): Promise<Response> => {
      if (!route) return unknownRouteAnswer(method, path)
      if (route.name === 'wrong-method') throw new Refusal(1202, `The method ${method} is not valid here`)
      if (body instanceof Refusal) throw body
      if (route.name === 'file') return answerFile({ request, ...route, nowMs: clock.now() }, files)
      return answerApi(request, route, parsed, entry)
    }
    const parsed = route?.name === 'create' && Buffer.isBuffer(body) ? parseLeniently(body) : undefined
    const fault =
      route && route.name !== 'wrong-method'
        ? parts.decideFault({ operation: route.name, method, path, ...(parsed !== undefined && { body: parsed }) })
        : undefined

    const safely = (): Promise<Response> =>
      accept().catch((error: unknown) => toErrorAnswer(toRefusal(error), nextRequestId()))
    const response = await playFault(fault, safely, parts.pause, nextRequestId)
    entry.status = response.status
    return allowOtherOrigins(response)
  }
  return answer
}

/** A body that is too large gets an answer; a client that went away while sending does not. */
function keepRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  throw error
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return new Refusal(5000, `The emulator itself failed: ${error instanceof Error ? error.message : 'unknown reason'}`)
}
