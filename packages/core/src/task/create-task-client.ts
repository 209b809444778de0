import { createGate } from '../journal/create-gate.ts'
import { createHttp, toRoot } from '../client/http.ts'
import { checkId, listTasks, lookUp, withRetry, type ListOptions } from '../client/look-up.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import { untilAborted } from '../client/until-aborted.ts'
import { inputError } from '../errors/input-error.ts'
import { memoryJournal } from '../journal/memory-journal.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'
import type { AnyEndpoint, Endpoint } from '../wire/endpoint.ts'
import type { Task } from '../wire/generated/types.ts'
import { forgetTask } from './forget-task.ts'
import { createLiveTasks } from './live-tasks.ts'
import { isResumable } from './reduce.ts'
import { createResumer } from './resume-tasks.ts'
import { createSlots } from './slots.ts'
import { idleSnapshot, isPending, type TaskSnapshot } from './snapshot.ts'
import type { OmniImageResult, OmniImageTask, StartedTask } from './started-task.ts'
import { submitInput } from './submit-input.ts'
import { TaskState, type TaskSource } from './task-state.ts'
import { tell } from './tell.ts'
import { createWatcher } from '../watch/watcher.ts'

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

export interface StartOptions extends GenerateOptions {
  /** The `external_task_id` to send where the input brings none; one that was never used. Default: a UUID. */
  readonly newId?: string | undefined
}

/** Talks to the API. Make one for an app and share it. */
export interface TaskClient<Input> {
  /**
   * From an input to its pictures: submits one paid task and waits for it. Rejects with an `OmniImageError`, or with
   * `signal.reason` as soon as the signal fires.
   *
   * @example
   * const { images } = await client.generate({ prompt: 'a lighthouse', resolution: '2k' })
   * console.log(images[0]?.url)
   */
  readonly generate: (input: Input, options?: GenerateOptions) => Promise<OmniImageResult>
  /**
   * Resolves as soon as the API has accepted the task. While a request with the same `external_task_id` is on its way no
   * second one is sent: the same input gets the same task, another one an `ApiError` (`duplicate-id`).
   */
  readonly submit: (input: Input, options?: SubmitOptions) => Promise<OmniImageTask>
  /** Like `generate`, but gives the task at once, while it is still on its way; a failure shows in its snapshot. */
  readonly start: (input: Input, options?: StartOptions) => StartedTask
  /** A handle for a known `task_id` or `external_task_id`. Makes no request until somebody waits for it. */
  readonly task: (id: string) => OmniImageTask
  /** One look at a task by either of its ids. Repeated when it fails for a passing reason. */
  readonly get: (id: string, options?: SubmitOptions) => Promise<Task>
  /** One page of tasks, newest first. Not every gateway answers it. */
  readonly list: (options?: ListOptions) => Promise<Task[]>
  /**
   * The tasks of the journal that were not finished, newest first: those of this page or process as they are, others
   * looked for under their ids. Nothing is ever sent again. What is not found stays in the journal for a later call, as a
   * lost answer may still turn into a task; look it up with `get` to see why.
   *
   * @example
   * for (const task of await client.resume()) void task.result().then(({ images }) => show(images))
   */
  readonly resume: (options?: SubmitOptions) => Promise<OmniImageTask[]>
  /**
   * The task of one journal entry as it stands, at once: a finished one with its pictures, an unfinished one to be
   * waited for. While the entry is `submitting` so is the task, until it is found, or fails with a
   * `SubmitUncertainError`. Undefined for an entry of another address.
   */
  readonly restore: (entry: JournalEntry) => StartedTask | undefined
  /**
   * Calls `listener` with the journal's entry of a task whenever a task of this client has changed, until the returned
   * function is called. Asks for nothing: tasks change while somebody waits for them.
   */
  readonly subscribe: (listener: (entry: JournalEntry) => void) => () => void
  /**
   * Deletes a task from the journal, for good. A task that runs goes on and is billed all the same. A request that is on
   * its way stays until its answer is there; where none comes it stays, as nobody knows whether it is billed.
   */
  readonly forget: (external_task_id: string) => Promise<void>
  /** What is particular to the operation that it talks to: where things stand in its tasks, how long they take. */
  readonly endpoint: AnyEndpoint
  /** Where started tasks are kept: the one from the options. */
  readonly journal: TaskJournal
  /**
   * Stops waiting for everything: tasks show `stopped`, calls reject with an `AbortError`. Timers and requests that only
   * look are ended; a paid request that is under way is followed unseen until the journal knows what became of it.
   */
  readonly close: () => void
}

/**
 * A client for any operation of the spec that makes tasks, by what was generated for it; `createOmniImageClient` is one for
 * `omniImageEndpoint`. Options and behaviour are the same.
 *
 * @example
 * const client = createTaskClient(omniImageEndpoint, { baseUrl: 'https://gateway.example.com' })
 */
export function createTaskClient<Input>(
  endpoint: Endpoint<Input>,
  options: OmniImageClientOptions = {},
): TaskClient<Input> {
  const { tasks: description } = endpoint
  refuseTokenInBrowser(options)
  checkNumbers({ ...options, ...options.watch })
  const { retry = 2, deadlineMs = description.deadlineMs, resubmit = 'never', journal = memoryJournal() } = options
  const { timeoutMs = 30_000 } = options
  const root = toRoot(options)
  const send = createHttp(options)
  const closed = new AbortController()
  const untilClosed = (signal?: AbortSignal): AbortSignal => {
    return signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
  }
  /** By the id that a request carried. A create that is under way is followed even when the client was closed. */
  const look = (id: string, signal?: AbortSignal): Promise<Task> => {
    return lookUp(send, description, id, signal, { external_task_id: id })
  }
  const inTurn = createGate(options.watch?.concurrency ?? 4)
  const lookInTurn = (id: string): Promise<Task> => inTurn(() => look(id, closed.signal))
  const watcher = createWatcher({ endpoint, send, root, deadlineMs, watch: options.watch, fetch: options.fetch })
  const tasks = createLiveTasks()
  const slots = createSlots({ limit: options.slots ?? Infinity, deadlineMs, tasks })
  const listeners = new Set<(entry: JournalEntry) => void>()
  const source: TaskSource = {
    endpoint,
    watcher,
    look: lookInTurn,
    closed: closed.signal,
    journal,
    onChange: (task) => {
      const { snapshot, entry } = task
      if (entry) for (const listener of [...listeners]) tell(() => listener(entry))
      if (isPending(snapshot)) return
      slots.release(task)
      if (isResumable(snapshot)) tasks.loosen(task)
      else tasks.delete(task)
    },
  }
  const submitSource = {
    endpoint,
    send,
    look,
    root,
    journal,
    slots,
    tasks,
    sending: new Map(),
    timeoutMs,
    retry,
    deadlineMs,
    resubmit,
  }
  const { restore, resume } = createResumer({
    source,
    root,
    journal,
    slots,
    tasks,
    look: lookInTurn,
    deadlineMs,
    closed: closed.signal,
  })

  function begin(input: Input, { signal, onSnapshot, newId }: StartOptions = {}): TaskState {
    const task = new TaskState(source, idleSnapshot)
    if (onSnapshot) follow(task, onSnapshot, signal)
    task.dispatch({ type: 'prepare' })
    void submitInput(task, input, untilClosed(signal), submitSource, newId)
    return task
  }

  return {
    endpoint,
    journal,
    restore,
    subscribe: (listener) => {
      const own = (entry: JournalEntry): void => listener(entry) // the same function twice is two subscriptions
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    forget: (id) => forgetTask(id, journal, tasks.get(id)),
    start: (input, startOptions) => begin(input, startOptions).handle,
    submit: (input, { signal } = {}) => begin(input, { signal }).accepted(signal),
    generate: (input, generateOptions = {}) => begin(input, generateOptions).result(generateOptions.signal),
    task: (id) => {
      return new TaskState(source, { ...idleSnapshot, status: 'submitted', task_id: checkId(id) })
        .handle as OmniImageTask
    },
    get: (id, getOptions = {}) => {
      const signal = untilClosed(getOptions.signal)
      return withRetry(() => lookUp(send, description, id, signal), retry, signal)
    },
    list: (listOptions = {}) => {
      const signal = untilClosed(listOptions.signal)
      return withRetry(() => listTasks(send, description, { ...listOptions, signal }), retry, signal)
    },
    resume: ({ signal } = {}) => untilAborted(resume(), signal),
    close: () => {
      closed.abort()
      watcher.close()
      for (const task of [...tasks.held()]) if (task.snapshot.status === 'submitting') task.dispatch({ type: 'stop' })
    },
  }
}

/** Passes every snapshot on until the task is over or the signal fires. */
function follow(task: TaskState, onSnapshot: (snapshot: TaskSnapshot) => void, signal?: AbortSignal): void {
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
    const isNumber = /Ms$|^retry$|^concurrency$|^slots$/.test(name) && value !== undefined
    const least = name === 'concurrency' || name === 'slots' ? 1 : 0
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
