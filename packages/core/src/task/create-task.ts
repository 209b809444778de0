import { untilAborted } from '../client/with-timeout.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import type { Task } from '../wire/generated/types.ts'
import { isResumable, reduce, type TaskEvent } from './reduce.ts'
import type { TaskSnapshot } from './snapshot.ts'
import type { OmniImageResult, OmniImageTask, StartedTask, WaitOptions } from './started-task.ts'
import { toIterator } from './to-iterator.ts'
import type { Watched, Watcher } from './watcher.ts'

export interface TaskSource {
  readonly watcher: Watcher
  /** Looks a task up by either id. */
  readonly look: (id: string) => Promise<Task>
}

/** A task, and the way to tell it what happened. */
export interface TaskControl {
  readonly task: StartedTask
  readonly dispatch: (event: TaskEvent) => void
  /** Looks for a task whose fate is unknown under the id that it was sent with. */
  readonly recover: () => Promise<OmniImageTask>
}

export function createTask({ watcher, look }: TaskSource, first: TaskSnapshot): TaskControl {
  const listeners = new Set<() => void>()
  const events: TaskEvent[] = []
  let snapshot = first
  let isWatched = false

  const watched: Watched = {
    get id() {
      return snapshot.task_id!
    },
    get submittedAt() {
      return snapshot.submittedAt
    },
    see: (seen) => dispatch({ type: 'see', task: seen }),
    fail: (error) => dispatch({ type: 'fail', error }),
    stop: () => dispatch({ type: 'stop' }),
  }

  /** Events that come while listeners are told wait their turn, so everybody hears of every change in order. */
  function dispatch(event: TaskEvent): void {
    if (events.push(event) > 1) return
    for (; events[0]; events.shift()) {
      const last = snapshot
      snapshot = reduce(snapshot, events[0])
      watch()
      if (snapshot !== last) for (const listener of [...listeners]) tell(listener)
    }
  }

  function watch(): void {
    const { status } = snapshot
    const isWanted = listeners.size > 0 && (status === 'submitted' || status === 'processing')
    if (isWanted === isWatched) return
    isWatched = isWanted
    if (isWanted) watcher.add(watched)
    else watcher.remove(watched)
  }

  function subscribe(listener: () => void): () => void {
    const own = (): void => listener() // the same function twice is two subscriptions
    listeners.add(own)
    watch()
    return () => {
      listeners.delete(own)
      watch()
    }
  }

  /** Resolves with the first snapshot, from now on, that passes. */
  function until(passes: (snapshot: TaskSnapshot) => boolean, signal?: AbortSignal): Promise<TaskSnapshot> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error)
    let unsubscribe: (() => void) | undefined
    const passed = new Promise<TaskSnapshot>((resolve) => {
      const check = (): void => {
        if (passes(snapshot)) resolve(snapshot)
      }
      unsubscribe = subscribe(check)
      check()
    })
    return untilAborted(passed, signal).finally(unsubscribe)
  }

  async function accepted({ signal }: WaitOptions = {}): Promise<OmniImageTask> {
    const found = await until(({ status, task_id }) => task_id !== undefined || isOver(status), signal)
    if (found.task_id === undefined) throw reasonOf(found)
    return task as OmniImageTask
  }

  async function result({ signal }: WaitOptions = {}): Promise<OmniImageResult> {
    const last = await until(({ status }) => isOver(status), signal)
    if (last.status !== 'succeed') throw reasonOf(last)
    return { task_id: last.task_id, images: last.images, task: last.task }
  }

  async function recover(): Promise<OmniImageTask> {
    dispatch({ type: 'resume' })
    try {
      dispatch({ type: 'see', task: await look(snapshot.external_task_id!), at: Date.now() })
    } catch (error) {
      dispatch({ type: 'fail', error: toOmniImageError(error, 'Looking for the task') })
      throw error
    }
    return task as OmniImageTask
  }

  function resume(): void {
    if (!isResumable(snapshot)) return
    if (snapshot.task_id === undefined) recover().catch(() => undefined) // the snapshot tells
    else dispatch({ type: 'resume' })
  }

  const task: StartedTask = {
    get task_id() {
      return snapshot.task_id
    },
    get external_task_id() {
      return snapshot.external_task_id
    },
    getSnapshot: () => snapshot,
    subscribe,
    accepted,
    result,
    resume,
    [Symbol.asyncIterator]: () => toIterator(task),
  }
  return { task, dispatch, recover }
}

function isOver(status: TaskSnapshot['status']): boolean {
  return status === 'succeed' || status === 'failed' || status === 'stopped'
}

function reasonOf(snapshot: TaskSnapshot): Error {
  return snapshot.error ?? new DOMException('The task was stopped', 'AbortError')
}

/** One listener's mistake must not keep the news from the others; it is reported as uncaught. */
function tell(listener: () => void): void {
  try {
    listener()
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}
