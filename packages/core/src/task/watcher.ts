import { backoffMs, isPassing } from '../client/backoff.ts'
import type { WatchOptions } from '../client/options.ts'
import { toOmniImageError, type AnyOmniImageError } from '../errors/any-error.ts'
import { TaskTimeoutError } from '../errors/task-timeout-error.ts'
import type { Task } from '../wire/generated/types.ts'
import { pauseMs } from './pause.ts'

/** A task that somebody waits for. */
export interface Watched {
  /** What to look it up by. */
  readonly id: string
  /** When the API accepted it; undefined for a task nothing is known of, which is looked at immediately. */
  readonly submittedAt: number | undefined
  see(task: Task): void
  fail(error: AnyOmniImageError): void
  /** The watcher was closed. */
  stop(): void
}

export interface WatcherOptions {
  readonly look: (id: string, signal: AbortSignal) => Promise<Task>
  readonly deadlineMs: number
  readonly watch: WatchOptions | undefined
}

interface Watch {
  readonly startedAt: number
  dueAt: number
  failures: number
  /** Of the look that is under way. */
  looking: AbortController | undefined
}

/** Looks at any number of tasks with one timer, until each is removed. */
export interface Watcher {
  add(task: Watched): void
  /** Ends a look that is under way, too. */
  remove(task: Watched): void
  /** Stops every task, and those that are added later. */
  close(): void
}

export function createWatcher({ look, deadlineMs, watch: options }: WatcherOptions): Watcher {
  const { concurrency = 4 } = options ?? {}
  const watches = new Map<Watched, Watch>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let lookCount = 0
  let isClosed = false

  /** Sets the timer to whatever comes first: a look or a deadline. */
  function schedule(): void {
    clearTimeout(timer)
    let nextAt = Infinity
    for (const { startedAt, dueAt, looking } of watches.values()) {
      const canLook = !looking && lookCount < concurrency
      nextAt = Math.min(nextAt, startedAt + deadlineMs, canLook ? dueAt : Infinity)
    }
    if (nextAt < Infinity) timer = setTimeout(tick, Math.max(0, nextAt - Date.now()))
  }

  function tick(): void {
    const now = Date.now()
    for (const [task, watch] of watches) {
      if (now >= watch.startedAt + deadlineMs) task.fail(new TaskTimeoutError(task.id, now - watch.startedAt))
      else if (now >= watch.dueAt && !watch.looking && lookCount < concurrency) void lookAt(task, watch)
    }
    schedule()
  }

  async function lookAt(task: Watched, watch: Watch): Promise<void> {
    const looking = new AbortController()
    watch.looking = looking
    lookCount++
    try {
      const seen = await look(task.id, looking.signal)
      watch.failures = 0
      if (!looking.signal.aborted) task.see(seen)
      watch.dueAt = Date.now() + pauseMs(Date.now() - (task.submittedAt ?? watch.startedAt), options)
    } catch (error) {
      watch.failures++
      watch.dueAt = Date.now() + backoffMs(watch.failures, error)
      if (!looking.signal.aborted && !isPassing(error)) task.fail(toOmniImageError(error, `Looking at task ${task.id}`))
    } finally {
      watch.looking = undefined
      lookCount--
      schedule()
    }
  }

  return {
    add(task) {
      if (isClosed) return task.stop()
      const startedAt = Date.now()
      const { submittedAt } = task
      const firstMs = submittedAt === undefined ? 0 : pauseMs(startedAt - submittedAt, options)
      watches.set(task, { startedAt, dueAt: startedAt + firstMs, failures: 0, looking: undefined })
      schedule()
    },
    remove(task) {
      watches.get(task)?.looking?.abort()
      if (watches.delete(task)) schedule()
    },
    close() {
      isClosed = true
      for (const task of watches.keys()) task.stop()
    },
  }
}
