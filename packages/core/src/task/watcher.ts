import { backoffMs, isPassing } from '../client/backoff.ts'
import type { WatchOptions } from '../client/options.ts'
import { longestTimerMs } from '../client/until-aborted.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { TaskTimeoutError } from '../errors/task-timeout-error.ts'
import type { Task } from '../wire/generated/types.ts'
import { pauseMs } from './pause.ts'
import type { TaskEvent } from './reduce.ts'
import type { TaskSnapshot } from './snapshot.ts'

/** A task that somebody waits for: it has an id. */
interface Watched {
  readonly getSnapshot: () => TaskSnapshot
  readonly dispatch: (event: TaskEvent) => void
}

export interface WatcherOptions {
  readonly look: (id: string, signal: AbortSignal) => Promise<Task>
  readonly deadlineMs: number
  readonly watch: WatchOptions | undefined
}

interface Watch {
  readonly startedAt: number
  /** When the next look is due, or when the one that is under way began. */
  dueAt: number
  failures: number
  /** Of the look that is under way. */
  looking?: AbortController | undefined
}

/** Looks at any number of tasks with one timer, until each is removed. */
export interface Watcher {
  readonly add: (task: Watched) => void
  /** Ends a look that is under way, too. */
  readonly remove: (task: Watched) => void
  /** Stops every task, and those that are added later. */
  readonly close: () => void
}

export function createWatcher({ look, deadlineMs, watch: options = {} }: WatcherOptions): Watcher {
  const { concurrency = 4 } = options
  const watches = new Map<Watched, Watch>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lookCount = 0
  let isClosed = false

  /** Looks at what is due, and sets the timer to whatever comes next: a look or a deadline. */
  function tick(): void {
    const now = Date.now()
    let nextAt = Infinity
    for (const [task, watch] of watches) {
      const deadlineAt = watch.startedAt + deadlineMs
      // After a sleep the deadline may be long past with no look since: then one more look comes first.
      const isLate = watch.looking ? watch.dueAt < deadlineAt : watch.dueAt > deadlineAt
      if (now >= deadlineAt && isLate) {
        const error = new TaskTimeoutError(task.getSnapshot().task_id!, now - watch.startedAt)
        task.dispatch({ type: 'fail', error })
      } else {
        if (now >= watch.dueAt && !watch.looking && lookCount < concurrency) void lookAt(task, watch)
        const isWaiting = watch.looking || lookCount >= concurrency
        nextAt = Math.min(nextAt, now < deadlineAt ? deadlineAt : Infinity, isWaiting ? Infinity : watch.dueAt)
      }
    }
    clearTimeout(timer)
    if (nextAt < Infinity) timer = setTimeout(tick, Math.min(nextAt - now, longestTimerMs))
  }

  async function lookAt(task: Watched, watch: Watch): Promise<void> {
    const { signal } = (watch.looking = new AbortController())
    const { task_id, submittedAt = Infinity } = task.getSnapshot()
    lookCount++
    watch.dueAt = Date.now()
    // To the end of the queue, so that with many tasks each has its turn.
    watches.delete(task)
    watches.set(task, watch)
    try {
      const seen = await look(task_id!, signal)
      watch.failures = 0
      // The API's clock may be ahead of ours.
      watch.dueAt = Date.now() + pauseMs(Date.now() - Math.min(submittedAt, watch.startedAt), options)
      if (!signal.aborted) task.dispatch({ type: 'see', task: seen })
    } catch (error) {
      watch.dueAt = Date.now() + backoffMs(++watch.failures, error)
      if (!signal.aborted && !isPassing(error)) {
        task.dispatch({ type: 'fail', error: toOmniImageError(error, `Looking at task ${task_id}`) })
      }
    }
    watch.looking = undefined
    lookCount--
    tick()
  }

  return {
    add(task) {
      if (isClosed) return task.dispatch({ type: 'stop' })
      const startedAt = Date.now()
      const { submittedAt = 0 } = task.getSnapshot()
      // Only a task that was just accepted is left alone for a moment.
      const dueAt = Math.max(startedAt, Math.min(submittedAt, startedAt) + pauseMs(0, options))
      watches.set(task, { startedAt, dueAt, failures: 0 })
      tick()
    },
    remove(task) {
      watches.get(task)?.looking?.abort()
      watches.delete(task)
      tick()
    },
    close() {
      isClosed = true
      for (const task of watches.keys()) task.dispatch({ type: 'stop' })
    },
  }
}
