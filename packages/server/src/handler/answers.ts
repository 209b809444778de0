import { isOmniImageError } from '@omni-image/core'
import { createAccess } from './access.ts'
import { succeed, toErrorAnswer } from './answer.ts'
import { answerCreate } from './create.ts'
import type { Desk, OpenEntry, Visit } from './desk.ts'
import { findTask } from './find-task.ts'
import { toPreflight, withHead } from './head.ts'
import { createListTasks } from './list-tasks.ts'
import type { OmniImageHandler } from './omni-image-handler.ts'
import { notReady, Refusal } from './refusal.ts'
import { createRouter, type Route } from './route.ts'
import { toRefusal } from './to-refusal.ts'

/** From a request to its answer. Failures of any kind become answers here, and each request one line in the log. */
export function createAnswers(desk: Desk): Pick<OmniImageHandler, 'fetch'> & { readonly close: () => void } {
  const { options, callbacks, push, limits, logger, hints } = desk
  const { allowedOrigins = [], basePath = '' } = options
  const route = createRouter(basePath, options.callbacks && new URL(options.callbacks.url).pathname.replace(/\/+$/, ''))
  const letIn = createAccess(options, logger)
  const listTasks = createListTasks(desk)
  let isClosed = false

  async function answerRoute(found: Route, request: Request, environment: unknown, entry: OpenEntry): Promise<unknown> {
    entry.route = found.name
    if (found.name === 'health') return { status: 'ok' }
    if (found.name === 'callback') {
      const hint = await callbacks!.receive(request, found.rest)
      Object.assign(entry, hint)
      if (hint) await hints.publish(hint)
      return null
    }
    const visit: Visit = { request, user: await letIn(request, environment), entry }
    entry.user = visit.user
    if (isClosed) throw shuttingDown() // while the user was looked up
    if (found.name === 'create') return answerCreate(desk, visit)
    await limits.read(visit.user)
    const named = found.name === 'get' ? await findTask(desk, visit.user, found.id) : undefined
    entry.task_id = named?.task_id
    const { signal, headers } = request
    const lastEventId = headers.get('last-event-id')
    const stream = wantsStream(headers) && push.open({ user: visit.user, named, lastEventId, signal })
    entry.isStream = Boolean(stream) || undefined
    return stream || (named ? named.task : listTasks(visit))
  }

  async function answer(request: Request, environment: unknown, entry: OpenEntry): Promise<Response> {
    const request_id = entry.request_id!
    try {
      const preflight = toPreflight(request, allowedOrigins)
      if (preflight) return preflight
      if (isClosed) throw shuttingDown()
      const data = await answerRoute(route(request), request, environment, entry)
      return data instanceof Response ? data : succeed(data, request_id)
    } catch (error) {
      // Looks are broken off by the close; a paid request is not.
      const isBrokenOff = isClosed && entry.route !== 'create'
      const known = toRefusal(error) ?? (isBrokenOff ? shuttingDown() : undefined)
      const refusal = known ?? new Refusal('The server failed', { status: 500, code: 5000 })
      if (!known) logger.error({ error: withoutCause(error), request_id }, 'a request failed unexpectedly')
      Object.assign(entry, { code: refusal.details.code, message: refusal.message })
      return toErrorAnswer(refusal, request_id)
    }
  }

  return {
    fetch: async (request, environment) => {
      const startedAt = performance.now()
      const entry: OpenEntry = { method: request.method, route: 'none', request_id: crypto.randomUUID() }
      const response = withHead(await answer(request, environment, entry), request, allowedOrigins)
      const durationMs = Math.round(performance.now() - startedAt)
      logger.info({ ...entry, status: response.status, durationMs }, 'omni-image')
      return response
    },
    close: () => {
      isClosed = true
    },
  }
}

function shuttingDown(): Refusal {
  return notReady('The server is shutting down')
}

/** Clients name both when they would take a look as well. */
function wantsStream(headers: Headers): boolean {
  return headers.get('accept')?.includes('text/event-stream') ?? false
}

/** Causes may hold the request, and that the key. */
function withoutCause(error: unknown): string {
  if (isOmniImageError(error)) return `${error.name}: ${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : 'something that is no error'
}
