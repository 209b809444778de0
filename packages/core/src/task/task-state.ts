import { toOmniImageError, type AnyOmniImageError } from '../errors/any-error.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'
import { tryJournal } from './call-journal.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import type { Task } from '../wire/generated/types.ts'
import { valueAt } from '../wire/value-at.ts'
import { countImages } from './count-images.ts'
import { nextEntry } from './next-entry.ts'
import { pastSnapshot } from './past-snapshot.ts'
import { isResumable, reduce, type TaskEvent } from './reduce.ts'
import { isPending, type TaskSnapshot } from './snapshot.ts'
import { nameTask, readAccepted, readResult } from './read-outcome.ts'
import type { OmniImageResult, OmniImageTask, StartedTask } from './started-task.ts'
import { TaskHandle } from './task-handle.ts'
import { tell } from './tell.ts'
import { settle, type Settled, type Waiter } from './waiter.ts'
import type { Watcher } from '../watch/watcher-options.ts'

/** What all tasks of a client share. */
export interface TaskSource {
  readonly endpoint: AnyEndpoint
  readonly watcher: Watcher
  /** Looks a task up by either id. */
  readonly look: (id: string) => Promise<Task>
  /** Ends all looking. */
  readonly closed: AbortSignal
  readonly journal: TaskJournal
  /** Hears of every change before the task's own listeners. */
  readonly onChange: (task: TaskState) => void
}

type Listener = (() => void) | Waiter

/** What their journal was told last, where it takes its time. By itself, as most have none. */
export const writings: WeakMap<TaskState, Promise<void>> = new WeakMap()

/**
 * A task as the client keeps it: its snapshot, who listens, and what its journal knows. Methods stand on the prototype
 * and nothing is made before it is needed, as there may be thousands of these at once.
 */
export class TaskState {
  /** What apps get. */
  readonly handle: StartedTask = new TaskHandle(this)
  snapshot: TaskSnapshot
  /** Undefined while nothing was sent, and for tasks that others started. */
  entry: JournalEntry | undefined
  /** Under which the client knows it. */
  key = ''
  /** How many of the account's slots it holds, since when, and its place among those who wait for some. */
  slots = 0
  heldSince = 0
  turn = 0
  readonly #source: TaskSource
  /** Most tasks have one, which takes no list. */
  #listeners: Listener | readonly Listener[] | undefined
  /** What waits its turn; undefined while nothing happens. */
  #events: TaskEvent[] | undefined
  #isWatched = false
  /** Why the task has to be looked for, once it was lost. */
  #lost: AnyOmniImageError | undefined

  constructor(source: TaskSource, snapshot: TaskSnapshot, entry?: JournalEntry) {
    this.#source = source
    this.snapshot = snapshot
    this.entry = entry
  }

  /** Tasks with the same take about as long as each other. */
  get kind(): string | undefined {
    const { count, priceBy } = this.#source.endpoint
    const options = this.entry?.options
    return options && [options.model_name, valueAt(options, priceBy), countImages(count, options)].join()
  }

  get isListenedTo(): boolean {
    return this.#listeners !== undefined
  }

  getSnapshot(): TaskSnapshot {
    return this.snapshot
  }

  /** Events that come while listeners are told wait their turn, so everybody hears of every change in order. */
  dispatch(event: TaskEvent): void {
    if (this.#events) return void this.#events.push(event)
    this.#events = [event]
    this.#work()
  }

  subscribe(listener: () => void): () => void {
    const own = (): void => listener() // the same function twice is two subscriptions
    this.#add(own)
    return () => this.#remove(own)
  }

  accepted(signal?: AbortSignal): Promise<OmniImageTask> {
    return this.#until(readAccepted, signal)
  }

  result(signal?: AbortSignal): Promise<OmniImageResult> {
    return this.#until(readResult, signal)
  }

  resume(): void {
    if (!isResumable(this.snapshot)) return
    if (this.snapshot.task_id !== undefined) this.dispatch({ type: 'resume' })
    else this.recover().catch(() => undefined) // the snapshot tells
  }

  /** Takes over what another tab, or another call with the same id, has found out. */
  follow(entry: JournalEntry): void {
    const isNews = this.snapshot.task_id === undefined && entry.state !== 'submitting'
    const isOurs = this.entry?.state === 'submitting' && this.entry.startedAt === entry.startedAt
    if (!isNews || !isOurs) return
    this.entry = entry
    this.dispatch({ type: 'follow', snapshot: pastSnapshot(this.#source.endpoint.tasks, entry) })
  }

  /** Looks for a task whose fate is unknown under the id that it was sent with. */
  async recover(): Promise<OmniImageTask> {
    if (this.snapshot.task_id !== undefined) return this.accepted() // found before
    this.#lost = this.snapshot.error ?? this.#lost
    this.dispatch({ type: 'resume' })
    try {
      this.dispatch({ type: 'see', task: await this.#source.look(this.snapshot.external_task_id!), at: Date.now() })
    } catch (cause) {
      if (this.#source.closed.aborted) {
        this.dispatch({ type: 'stop' })
        throw cause
      }
      const error = toOmniImageError(cause, 'Looking for the task')
      // It is as lost as before, whatever this look came to, and can be looked for again.
      this.dispatch({ type: 'fail', error: this.#lost ?? error })
      throw this.#lost && error.code === 'api' && error.kind === 'not-found' ? this.#lost : error
    }
    return this.accepted()
  }

  /** Shows what has happened, change by change; each is in the journal before anybody hears of it. */
  #work(): void {
    for (let event = this.#events?.shift(); event; event = this.#events?.shift()) {
      const next = this.#reduce(event)
      const writing = this.#record(next)
      if (writing) {
        void this.#workAfter(writing, next)
        return
      }
      this.#show(next)
    }
    this.#events = undefined
  }

  async #workAfter(writing: Promise<unknown>, next: TaskSnapshot): Promise<void> {
    await writing
    this.#show(next)
    this.#work()
  }

  #reduce(event: TaskEvent): TaskSnapshot {
    try {
      return reduce(this.snapshot, event, this.#source.endpoint.tasks)
    } catch (error) {
      return reduce(this.snapshot, { type: 'fail', error: toOmniImageError(error, 'Reading the task') })
    }
  }

  #record(next: TaskSnapshot): Promise<unknown> | undefined {
    const entry = this.entry && nextEntry(this.#source.endpoint.tasks, this.entry, next)
    if (!entry || entry === this.entry) return undefined
    this.entry = entry
    return tryJournal(() => {
      const writing = this.#source.journal.put(entry)
      if (writing) writings.set(this, writing)
      return writing
    })
  }

  #show(next: TaskSnapshot): void {
    const isNews = next !== this.snapshot
    this.snapshot = next
    nameTask(next)
    if (isNews) {
      tell(() => this.#source.onChange(this))
      for (const listener of listOf(this.#listeners)) {
        if (typeof listener === 'function') tell(listener)
        else if (settle(listener, this)) this.#remove(listener)
      }
    }
    this.#watch() // last, as whoever waited for the id alone is gone by now
  }

  /** A task is looked at while it has an id, is not over and somebody listens. */
  #watch(): void {
    const isWanted = this.isListenedTo && this.snapshot.task_id !== undefined && isPending(this.snapshot)
    if (isWanted === this.#isWatched) return
    this.#isWatched = isWanted
    this.#source.watcher[isWanted ? 'add' : 'remove'](this)
  }

  #add(listener: Listener): void {
    this.#listeners = this.#listeners ? listOf(this.#listeners).concat(listener) : listener
    this.#watch()
  }

  #remove(listener: Listener): void {
    const left = listOf(this.#listeners).filter((one) => one !== listener)
    this.#listeners = left.length > 1 ? left : left[0]
    this.#watch()
  }

  /** Resolves with the first thing that can be read, now or after a change. */
  #until<Result>(
    read: (snapshot: TaskSnapshot, state: Settled) => Result | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    return new Promise((resolve) => {
      const waiter: Waiter = { read, resolve: resolve as Waiter['resolve'], signal }
      if (settle(waiter, this)) return
      this.#add(waiter)
      if (signal) this.#endWith(signal, waiter)
    })
  }

  #endWith(signal: AbortSignal, waiter: Waiter): void {
    waiter.abort = () => {
      if (settle(waiter, this)) this.#remove(waiter)
    }
    signal.addEventListener('abort', waiter.abort)
  }
}

function listOf(listeners: Listener | readonly Listener[] | undefined): readonly Listener[] {
  if (!listeners) return []
  return Array.isArray(listeners) ? (listeners as readonly Listener[]) : [listeners as Listener]
}
