import { isOmniImageError } from '../errors/any-error.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { OmniImageRequest, Task } from '../wire/generated/types.ts'
import { backoffMs, isPassing } from './backoff.ts'
import type { Send } from './http.ts'
import { lookUp } from './look-up.ts'
import { readTask } from './read-task.ts'
import { sleep } from './sleep.ts'

export interface Submission {
  readonly send: Send
  readonly request: OmniImageRequest & { readonly external_task_id: string }
  /** The id was drawn for this request, so nobody else's task can have it. */
  readonly isOwnId: boolean
  readonly retry: number
  readonly deadlineMs: number
  /** Ends a pause while nothing has been created; a request that may have been read is always followed up. */
  readonly signal: AbortSignal | undefined
  /** The error for a request whose fate stayed unknown. */
  readonly uncertain: (cause: unknown) => Error
}

/** For how long a task may be missing after a request that may have created it, in milliseconds. */
const graceMs = 8_000

/**
 * Creates one task, never two. The request is repeated only after a refusal that surely made no task; after anything
 * unclear the task is looked for under its id instead.
 */
export async function submitTask(submission: Submission): Promise<Task> {
  const { send, request, isOwnId, retry, deadlineMs, signal } = submission
  const startedAt = Date.now()
  for (let failures = 1; ; failures++) {
    try {
      return readTask(await send({ operation: omniImageTask.submit, json: request }))
    } catch (error) {
      const isOver = Date.now() - startedAt > deadlineMs
      if (isBusy(error) ? isOver : !isNotSent(error) || failures > retry) {
        if (isUnclear(error) || (isOwnId && isDuplicate(error))) return findTask(submission, error)
        throw error
      }
      await sleep(backoffMs(failures, error), signal)
    }
  }
}

/** Looks for the task through the grace time; a network that is down prolongs it until the deadline. */
async function findTask({ send, request, deadlineMs, uncertain }: Submission, cause: unknown): Promise<Task> {
  const startedAt = Date.now()
  for (let failures = 1; ; failures++) {
    await sleep(backoffMs(Math.min(failures, 3), cause))
    try {
      return await lookUp(send, request.external_task_id)
    } catch (error) {
      const waitedMs = Date.now() - startedAt
      if (waitedMs >= (isPassing(error) ? deadlineMs : isNotFound(error) ? graceMs : 0)) throw uncertain(cause)
    }
  }
}

/** The API refused, will take it later, and says that nothing was created. */
function isBusy(error: unknown): boolean {
  return isOmniImageError(error) && error.code === 'api' && error.notCreated && error.retryable
}

function isNotSent(error: unknown): boolean {
  return isOmniImageError(error) && 'notSent' in error && error.notSent
}

function isDuplicate(error: unknown): boolean {
  return isOmniImageError(error) && error.code === 'api' && error.reason === 'duplicate-id'
}

function isNotFound(error: unknown): boolean {
  return isOmniImageError(error) && error.code === 'api' && error.kind === 'not-found'
}

/** Everything but a clear refusal and a mistake of the caller. */
function isUnclear(error: unknown): boolean {
  if (!isOmniImageError(error)) return true
  if (error.code === 'api') return error.kind === 'server'
  return error.code !== 'invalid-input' && !isNotSent(error)
}
