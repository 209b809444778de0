import { createHttp } from '../client/http.ts'
import { checkId, listTasks, lookUp, withRetry, type ListOptions } from '../client/look-up.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import { submitTask } from '../client/submit-task.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { inputError } from '../errors/input-error.ts'
import { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import type { OmniImageInput } from '../request/input.ts'
import { toRequest } from '../request/to-request.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { Task } from '../wire/generated/types.ts'
import { createId } from './create-id.ts'
import { createTask, type TaskControl } from './create-task.ts'
import { idleSnapshot, isPending, type TaskSnapshot } from './snapshot.ts'
import type { OmniImageResult, OmniImageTask, StartedTask } from './started-task.ts'
import { createWatcher } from './watcher.ts'

export interface SubmitOptions {
  /**
   * Before the request is sent an abort cancels it, and nothing is billed. After that it ends the wait alone: the paid
   * request is followed up, and the task keeps its `external_task_id`.
   */
  readonly signal?: AbortSignal | undefined
}

export interface GenerateOptions extends SubmitOptions {
  /** Hears of every visible change, in order, from `preparing` to the last, or until `signal` fires. */
  readonly onSnapshot?: ((snapshot: TaskSnapshot) => void) | undefined
}

/** Talks to the API. Make one for an app and share it. */
export interface OmniImageClient {
  /**
   * From an input to its pictures: submits one paid task and waits for it. Rejects with an `OmniImageError`, or with
   * `signal.reason` as soon as the signal fires.
   *
   * @example
   * const { images } = await client.generate({ prompt: 'a lighthouse', resolution: '2k' })
   * console.log(images[0]?.url)
   */
  readonly generate: (input: OmniImageInput, options?: GenerateOptions) => Promise<OmniImageResult>
  /** Resolves as soon as the API has accepted the task. */
  readonly submit: (input: OmniImageInput, options?: SubmitOptions) => Promise<OmniImageTask>
  /** Like `generate`, but gives the task at once, while it is still on its way; a failure shows in its snapshot. */
  readonly start: (input: OmniImageInput, options?: GenerateOptions) => StartedTask
  /** A handle for a known `task_id` or `external_task_id`. Makes no request until somebody waits for it. */
  readonly task: (id: string) => OmniImageTask
  /** One look at a task by either of its ids. Repeated when it fails for a passing reason. */
  readonly get: (id: string, options?: SubmitOptions) => Promise<Task>
  /** One page of tasks, newest first. Not every gateway answers it. */
  readonly list: (options?: ListOptions) => Promise<Task[]>
  /** Stops waiting for every task; timers and requests that only look are ended, a paid request is not. */
  readonly close: () => void
}

/**
 * A client for one API or server. Creating it makes no request.
 * Throws an `InputError` for a `token` in a browser (unless `allowTokenInBrowser`) and for a `baseUrl` that is none.
 *
 * @example
 * const client = createOmniImageClient({ baseUrl: 'https://gateway.example.com', token: process.env.OMNI_IMAGE_TOKEN })
 */
export function createOmniImageClient(options: OmniImageClientOptions = {}): OmniImageClient {
  refuseTokenInBrowser(options)
  checkNumbers({ ...options, ...options.watch })
  const { retry = 2, deadlineMs = omniImageTask.deadlineMs } = options
  const send = createHttp(options)
  const look = (id: string, signal?: AbortSignal): Promise<Task> => lookUp(send, id, signal)
  const watcher = createWatcher({ look, deadlineMs, watch: options.watch })
  const closed = new AbortController()

  function start(input: OmniImageInput, { signal, onSnapshot }: GenerateOptions = {}): StartedTask {
    const control = createTask({ watcher, look }, idleSnapshot)
    if (onSnapshot) follow(control.task, onSnapshot, signal)
    control.dispatch({ type: 'prepare' })
    void submit(control, input, signal ? AbortSignal.any([signal, closed.signal]) : closed.signal)
    return control.task
  }

  /** Never rejects: what happens is told to the task. Without images it gets as far as the paid request at once. */
  async function submit({ dispatch, recover }: TaskControl, input: OmniImageInput, signal: AbortSignal): Promise<void> {
    try {
      signal.throwIfAborted()
      const made = toRequest(input)
      const request = made instanceof Promise ? await made : made
      signal.throwIfAborted()
      const external_task_id = checkId(request.external_task_id ?? createId(), '/external_task_id')
      dispatch({ type: 'submit', external_task_id })
      const task = await submitTask({
        send,
        request: { ...request, external_task_id },
        isOwnId: request.external_task_id === undefined,
        retry,
        deadlineMs,
        signal,
        uncertain: (cause) => new SubmitUncertainError(external_task_id, recover, cause),
      })
      dispatch({ type: 'see', task, at: Date.now() })
    } catch (error) {
      const isCancelled = signal.aborted && error === signal.reason
      dispatch(isCancelled ? { type: 'cancel' } : { type: 'fail', error: toOmniImageError(error, 'Submitting') })
    }
  }

  return {
    start,
    submit: async (input, { signal } = {}) => start(input, { signal }).accepted({ signal }),
    generate: async (input, generateOptions = {}) => start(input, generateOptions).result(generateOptions),
    task: (id) => {
      return createTask({ watcher, look }, { ...idleSnapshot, status: 'submitted', task_id: checkId(id) })
        .task as OmniImageTask
    },
    get: (id, { signal } = {}) => withRetry(() => look(id, signal), retry, signal),
    list: (listOptions = {}) => withRetry(() => listTasks(send, listOptions), retry, listOptions.signal),
    close: () => {
      closed.abort()
      watcher.close()
    },
  }
}

/** Passes every snapshot on until the task is over or the signal fires. */
function follow(task: StartedTask, onSnapshot: (snapshot: TaskSnapshot) => void, signal?: AbortSignal): void {
  const unsubscribe = task.subscribe(() => {
    const snapshot = task.getSnapshot()
    if (!isPending(snapshot)) end()
    onSnapshot(snapshot)
  })
  const end = (): void => {
    unsubscribe()
    signal?.removeEventListener('abort', end)
  }
  signal?.addEventListener('abort', end)
}

/** A number that is none would switch off looks or deadlines without a word. */
function checkNumbers(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    const isNumber = /Ms$|^retry$|^concurrency$/.test(name) && value !== undefined
    const least = name === 'concurrency' ? 1 : 0
    if (isNumber && !(typeof value === 'number' && value >= least)) {
      throw inputError(`/${name}`, 'minimum', `${name} must be a number from ${least}`)
    }
  }
}

/** A page's code is open to every visitor, and so is a key in it. A worker of a page counts as the page. */
function refuseTokenInBrowser({ token, allowTokenInBrowser }: OmniImageClientOptions): void {
  const isBrowser = typeof document === 'object' || 'importScripts' in globalThis
  if (token === undefined || allowTokenInBrowser || !isBrowser) return
  const message = 'token would be open to every visitor; keep it on a server, or set allowTokenInBrowser: true'
  throw inputError('/token', 'type', message)
}
