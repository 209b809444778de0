import type { ApiError } from '../errors/api-error.ts'
import type { OmniImageErrorCode } from '../errors/omni-image-error.ts'
import { retryableCodes } from '../wire/generated/error-codes.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { Task } from '../wire/generated/types.ts'
import { backoffMs, isPassing } from './backoff.ts'
import type { Send } from './http.ts'
import { lookUp } from './look-up.ts'
import { readTask } from './read-task.ts'
import { sleep } from './until-aborted.ts'

export interface Submission {
  readonly send: Send
  readonly request: { readonly external_task_id: string }
  /** The id was drawn for this request, so nobody else's task can have it. */
  readonly isOwnId: boolean
  readonly retry: number
  readonly deadlineMs: number
  /** Calls the create off while nothing has been sent; a request that may have been read is always followed up. */
  readonly signal: AbortSignal | undefined
  /** The error for a request whose fate stayed unknown. */
  readonly uncertain: (cause: unknown) => Error
}

/** What tells how a create went, on whichever of our errors it stands. */
type Refusal = Partial<Omit<ApiError, 'code'>> & { readonly code: OmniImageErrorCode }

/** For how long a task may be missing after a request that may have created it, in milliseconds. */
const graceMs = 8_000

/** For how long nobody need answer at all: a page that went offline should say so before long. */
const silenceMs = 60_000

/**
 * Creates one task, never two. The request is repeated only after a refusal that surely made no task; after anything
 * unclear the task is looked for under its id instead.
 */
export async function submitTask(submission: Submission): Promise<Task> {
  const { send, request, isOwnId, retry, deadlineMs, signal } = submission
  const startedAt = Date.now()
  for (let failures = 1; ; failures++) {
    try {
      return readTask((await send({ operation: omniImageTask.submit, json: request, cancel: signal }))['data'])
    } catch (error) {
      if (signal?.aborted && error === signal.reason) throw error // nothing was sent
      const { code, notCreated, apiCode, reason } = error as Refusal
      if (!notCreated || (isOwnId && reason === 'duplicate-id')) return findTask(submission, error)
      // A busy API says so with a code of its own; a code-less 429 of a gateway may hide a reason that does not pass.
      const pauseMs = backoffMs(failures, error)
      const isBusy = retryableCodes.includes(apiCode!) && Date.now() + pauseMs - startedAt < deadlineMs
      const isUnsent = code === 'connection' && failures <= retry
      if (!isBusy && !isUnsent) throw error
      await sleep(pauseMs, signal)
    }
  }
}

/** Looks for the task through the grace time, and longer while the network is down. */
async function findTask({ send, request, deadlineMs, uncertain }: Submission, cause: unknown): Promise<Task> {
  const startedAt = Date.now()
  let lastError: unknown
  for (let failures = 1; ; failures++) {
    await sleep(Math.min(backoffMs(Math.min(failures, 3), lastError), deadlineMs))
    try {
      return await lookUp(send, request.external_task_id)
    } catch (error) {
      lastError = error
      const patienceMs = isPassing(error)
        ? Math.min(silenceMs, deadlineMs)
        : (error as ApiError).kind === 'not-found'
          ? graceMs
          : 0
      if (Date.now() - startedAt >= patienceMs) throw uncertain(cause)
    }
  }
}
