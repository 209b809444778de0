import { untilAborted } from '../client/until-aborted.ts'
import { toOmniImageError, type AnyOmniImageError } from '../errors/any-error.ts'
import type { Task } from '../wire/generated/types.ts'
import { isResumable, reduce, type TaskEvent } from './reduce.ts'
import { isPending, type TaskSnapshot } from './snapshot.ts'
import type { OmniImageResult, OmniImageTask, StartedTask, WaitOptions } from './started-task.ts'
import { tell } from './tell.ts'
import { toIterator } from './to-iterator.ts'
import type { Watcher } from './watcher.ts'

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
  /** Why the task has to be looked for, once it was lost. */
  let lost: AnyOmniImageError | undefined
  const getSnapshot = (): TaskSnapshot => snapshot
  const watched = { getSnapshot, dispatch }

  /** Events that come while listeners are told wait their turn, so everybody hears of every change in order. */
  function dispatch(event: TaskEvent): void {
    if (events.push(event) > 1) return
    for (; events[0]; events.shift()) {
      const last = snapshot
      try {
        snapshot = reduce(snapshot, events[0])
      } catch (error) {
        snapshot = reduce(snapshot, { type: 'fail', error: toOmniImageError(error, 'Reading the task') })
      }
      nameTask(snapshot)
      watch()
      if (snapshot !== last) for (const listener of [...listeners]) tell(listener)
    }
  }

  /** A task is looked at while it has an id, is not over and somebody listens. */
  function watch(): void {
    const isWanted = listeners.size > 0 && snapshot.task_id !== undefined && isPending(snapshot)
    if (isWanted === isWatched) return
    isWatched = isWanted
    watcher[isWanted ? 'add' : 'remove'](watched)
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
  async function until(passes: (snapshot: TaskSnapshot) => unknown, { signal }: WaitOptions): Promise<TaskSnapshot> {
    signal?.throwIfAborted()
    let unsubscribe: (() => void) | undefined
    const passed = new Promise<TaskSnapshot>((resolve) => {
      const check = (): unknown => passes(snapshot) && resolve(snapshot)
      unsubscribe = subscribe(check)
      check()
    })
    return untilAborted(passed, signal).finally(unsubscribe)
  }

  async function recover(): Promise<OmniImageTask> {
    if (snapshot.task_id !== undefined) return task as OmniImageTask // found before
    lost = snapshot.error ?? lost
    dispatch({ type: 'resume' })
    try {
      dispatch({ type: 'see', task: await look(snapshot.external_task_id!), at: Date.now() })
    } catch (cause) {
      const error = toOmniImageError(cause, 'Looking for the task')
      // It is as lost as before, whatever this look came to, and can be looked for again.
      dispatch({ type: 'fail', error: lost ?? error })
      throw lost && error.code === 'api' && error.kind === 'not-found' ? lost : error
    }
    return task as OmniImageTask
  }

  const task: StartedTask = {
    get task_id() {
      return snapshot.task_id
    },
    get external_task_id() {
      return snapshot.external_task_id
    },
    getSnapshot,
    subscribe,
    async accepted(options = {}) {
      const seen = await until((now) => now.task_id ?? !isPending(now), options)
      if (seen.task_id === undefined) throw reasonOf(seen)
      return task as OmniImageTask
    },
    async result(options = {}): Promise<OmniImageResult> {
      const last = await until((now) => !isPending(now), options)
      if (last.status !== 'succeed') throw reasonOf(last)
      return { task_id: last.task_id, images: last.images, task: last.task }
    },
    resume() {
      if (!isResumable(snapshot)) return
      if (snapshot.task_id !== undefined) dispatch({ type: 'resume' })
      else recover().catch(() => undefined) // the snapshot tells
    },
    [Symbol.asyncIterator]: () => toIterator(task),
  }
  return { task, dispatch, recover }
}

/** An error that reaches a caller alone must tell which task it is about, and whether that may be billed. */
function nameTask({ error, task_id, external_task_id }: TaskSnapshot): void {
  if (error) Object.assign(error, { external_task_id }, task_id && { task_id, notCreated: false })
}

function reasonOf({ error }: TaskSnapshot): Error {
  return error ?? new DOMException('The task was stopped', 'AbortError')
}
