import { ApiError } from '../errors/api-error.ts'
import type { OmniImageErrorCode } from '../errors/omni-image-error.ts'
import { retryableCodes } from '../wire/generated/error-codes.ts'
import type { Task } from '../wire/generated/types.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { askedMs, backoffMs } from './backoff.ts'
import { findTask } from './find-task.ts'
import type { Call, Send } from './http.ts'
import { toMs } from './read-task-fields.ts'
import { readTask } from './read-task.ts'
import { sleep } from './until-aborted.ts'

export interface Submission {
  readonly send: Send
  readonly look: (id: string) => Promise<Task>
  readonly tasks: TaskDescription
  readonly request: object
  /** The caller's id for the task, which stands in the request. */
  readonly id: string
  /** No task but ours can have the id: it was drawn for this request, or an earlier try of ours has sent it. */
  readonly isOwnId: boolean
  /** An earlier try may have made the task, so it is looked for first. */
  readonly mayExist: boolean
  /** The journal knows another task that has the id. */
  readonly isTaken: boolean
  /** When the id was first sent. */
  readonly startedAt: number
  /** Until when an earlier try may have been on its way. */
  readonly sentUntil: number
  readonly resubmit: 'never' | 'if-not-found'
  readonly retry: number
  readonly deadlineMs: number
  /** Calls the create off while nothing has been sent; a request that may have been read is always followed up. */
  readonly signal: AbortSignal
  readonly onUpload: Call['onUpload']
  /** Waits until one of our own tasks makes room for a request that found none; undefined where none of ours can. */
  readonly waitForSlot: () => Promise<void> | undefined
  /** The error for a request whose fate stayed unknown. */
  readonly uncertain: (cause: unknown) => Error
}

/** What tells how a create went, on whichever of our errors it stands. */
type Refusal = Partial<Omit<ApiError, 'code'>> & { readonly code: OmniImageErrorCode }

/** A clock may be wrong, but hardly by more than this, in milliseconds. */
const clockErrorMs = 3_600_000

/**
 * Creates one task, never two. The request is repeated only after a refusal that surely made no task; after anything
 * unclear the task is looked for under its id instead.
 */
export async function submitTask(submission: Submission): Promise<Task> {
  const { send, tasks, request: json, isOwnId, resubmit, retry, deadlineMs, onUpload, uncertain } = submission
  if (submission.mayExist) {
    const found = await find(submission, undefined)
    if (found) return found
    submission.signal.throwIfAborted()
  }
  /** Once a request may have made the task there is nothing to call off any more. */
  let signal: AbortSignal | undefined = submission.signal
  let resendsLeft = resubmit === 'if-not-found' ? 1 : 0
  let giveUpAt = Date.now() + deadlineMs
  for (let failures = 1; ; failures++) {
    try {
      return readTask(tasks, (await send({ operation: tasks.submit, json, cancel: signal, onUpload }))['data'])
    } catch (error) {
      if (signal?.aborted && error === signal.reason) throw error // nothing was sent
      const { code, notCreated, apiCode, kind, reason } = error as Refusal
      const isDuplicate = reason === 'duplicate-id'
      if (isDuplicate && signal && !isOwnId) return findTwin(submission, error)
      if (!notCreated || isDuplicate) {
        const found = await find(submission, error)
        if (found) return found
        if (isDuplicate || resendsLeft-- === 0) throw uncertain(error)
        signal = undefined
        continue
      }
      // A busy API says so with a code of its own; a code-less 429 of a gateway may hide a reason that does not pass.
      const pauseMs = backoffMs(failures, error)
      const isBusy = retryableCodes.includes(apiCode!) && Date.now() + pauseMs < giveUpAt
      const isUnsent = code === 'connection' && failures <= retry
      if (!isBusy && !isUnsent) throw signal ? error : uncertain(error)
      const slot = signal && kind === 'concurrency' ? submission.waitForSlot() : undefined
      const waitsSince = Date.now()
      // A slot of ours may be free before the API wants to be asked again.
      await (slot ? Promise.all([slot, sleep(askedMs(error), signal)]) : sleep(pauseMs, signal))
      if (slot) giveUpAt += Date.now() - waitsSince // in line behind our own tasks no time runs out
    }
  }
}

/** The id is taken: by an older task, or by this very request, where a gateway has sent it twice. */
async function findTwin(submission: Submission, cause: unknown): Promise<Task> {
  const { id, isTaken, startedAt, deadlineMs, uncertain } = submission
  if (isTaken) throw strangersTask(submission, cause, true)
  const look = (): Promise<Task> => submission.look(id)
  const task = await findTask({ look, since: 0, deadlineMs, uncertain, cause })
  const createdAt = task ? createdAtOf(task) : Infinity
  if (task && createdAt > startedAt) return task
  throw strangersTask(submission, cause, createdAt < startedAt - clockErrorMs)
}

/** Looks for the task; undefined where it surely is not there. A far older one is not what was asked for now. */
async function find(submission: Submission, cause: unknown): Promise<Task | undefined> {
  const { id, isOwnId, startedAt, sentUntil, deadlineMs, uncertain } = submission
  const look = (): Promise<Task> => submission.look(id)
  const task = await findTask({ look, since: cause ? Date.now() : sentUntil, deadlineMs, uncertain, cause })
  const isOlder = task && !isOwnId && createdAtOf(task) < startedAt - clockErrorMs
  if (isOlder) throw strangersTask(submission, cause, true)
  return task
}

function createdAtOf({ created_at }: Task): number {
  return toMs(Number(created_at)) ?? Number.NaN
}

/** The id belongs to a task that is not the one asked for. */
export function strangersTask({ id }: Pick<Submission, 'id'>, cause: unknown, notCreated: boolean): Error {
  const { apiCode, httpStatus = 400, request_id } = { ...(cause as Partial<ApiError>) }
  const error = new ApiError(
    `the id ${id} belongs to an older task; client.task('${id}') looks at it, a new task needs a new id`,
    {
      kind: 'invalid-request',
      apiCode,
      httpStatus,
      request_id,
      retryable: false,
      reason: 'duplicate-id',
    },
  )
  return Object.assign(error, { notCreated })
}
