import { isOmniImageError } from '@omni-image/core'
import { omniImageTask, type Task } from '@omni-image/core/wire'
import type { Clock } from '../clock.ts'
import { createGate } from '../feed/gate.ts'
import type { TaskFeed } from '../feed/task-feed.ts'
import type { TaskRecord } from '../feed/task-record.ts'
import { isFinal } from '../feed/task-stage.ts'
import type { Logger } from '../handler/log.ts'
import { withExternalId } from '../ownership/owners.ts'
import type { OnTaskFinished } from './finish-options.ts'
import type { Finishes, Unfinished } from './finishes.ts'

/** Sees to it that the end of each task is told, by this instance or by another. */
export interface Finisher {
  /** Before a paid request is sent. Gives the way to take that back, for one that came to nothing. Never rejects. */
  readonly expect: (entry: Omit<Unfinished, 'createdAtMs'>) => Promise<() => void>
  readonly accept: (externalId: string, task_id: string) => Promise<void>
  /** Whether this instance looks after the task until it is over, although nobody listens. */
  readonly isExpected: (externalId: string | undefined) => boolean
  /** From here on ends are told. */
  readonly start: (feed: TaskFeed) => void
  /** Resolves when nothing is being told any more. */
  readonly close: () => Promise<void>
}

export interface FinisherOptions {
  readonly onTaskFinished: OnTaskFinished
  readonly finishes: Finishes
  readonly clock: Clock
  readonly logger: Logger
}

/** So long the instance that created a task is given, which is several times what most tasks take. */
const ownMs = 120_000
const sweepMs = 5000
/** Whoever tells of an end and is not heard of for so long is gone. */
const holdMs = 60_000
const atOnce = 8
const shortestPauseMs = 1000
const longestPauseMs = 600_000
/** The addresses of the pictures have ended by then. */
const patienceMs = 24 * 60 * 60_000

export function createFinisher({ onTaskFinished, finishes, clock, logger }: FinisherOptions): Finisher {
  const aborter = new AbortController()
  const expected = new Set<string>()
  const running = new Set<Promise<unknown>>()
  const gate = createGate(atOnce)
  let timer: ReturnType<typeof setInterval> | undefined
  let unlisten: (() => void) | undefined
  let feed: TaskFeed
  let isSweeping = false
  /** The last sweep took as many as it could, so there may be more. */
  let isMoreDue = false

  /** What is written down may be out of reach for a while; nothing is lost by that but time. */
  async function attempt<Result>(ask: () => Result | Promise<Result>): Promise<Result | undefined> {
    try {
      return await ask()
    } catch (error) {
      logger.warn({ error: textOf(error) }, 'the list of unfinished tasks could not be reached')
      return undefined
    }
  }

  function putOff(externalId: string, pauseMs: number): Promise<void> {
    return attempt(() => finishes.putOff(externalId, clock.now() + pauseMs))
  }

  function remove(externalId: string): Promise<void> {
    return attempt(() => finishes.remove(externalId))
  }

  async function tell({ externalId, user }: Unfinished, task: Task): Promise<void> {
    const holding = setInterval(() => void attempt(() => finishes.hold(externalId, clock.now() + holdMs)), holdMs / 3)
    try {
      await onTaskFinished(task, user, { key: task.task_id, signal: aborter.signal })
      expected.delete(externalId)
      await remove(externalId)
    } catch (error) {
      await fail(externalId, user, task, error)
    } finally {
      clearInterval(holding)
    }
  }

  /** Waits as long again as it is since the end. */
  async function fail(externalId: string, user: string, task: Task, error: unknown): Promise<void> {
    const entry = { error: textOf(error), task_id: task.task_id, user }
    if (aborter.signal.aborted) return putOff(externalId, 0)
    const ageMs = clock.now() - endedAt(task, clock.now())
    if (ageMs > patienceMs) {
      logger.error(entry, 'onTaskFinished failed for a day, and is not called again for this task')
      expected.delete(externalId)
      return remove(externalId)
    }
    logger.error(entry, 'onTaskFinished failed; it is called again later')
    const pauseMs = Math.min(longestPauseMs, Math.max(shortestPauseMs, ageMs))
    await putOff(externalId, pauseMs)
  }

  function run(work: () => Promise<void>): void {
    const done = gate(async () => {
      if (!aborter.signal.aborted) await work()
    })
    running.add(done)
    void done.finally(() => {
      running.delete(done)
      if (isMoreDue) void sweep()
    })
  }

  /** Seen here to be over, by whatever look. */
  function hear({ task, externalId }: TaskRecord): void {
    if (externalId === undefined || !isFinal(task)) return
    run(async () => {
      const entry = await attempt(() => finishes.take(externalId, clock.now(), clock.now() + holdMs))
      if (entry) await tell(entry, task)
      else expected.delete(externalId)
    })
  }

  /** Nobody has told of these yet: their instance is gone, or telling failed. */
  async function sweep(): Promise<void> {
    const most = atOnce - running.size
    if (isSweeping || most <= 0 || aborter.signal.aborted) return
    isSweeping = true
    const nowMs = clock.now()
    const due = (await attempt(() => finishes.takeDue(nowMs, nowMs + holdMs, most))) ?? []
    isSweeping = false
    isMoreDue = due.length === most
    for (const entry of due) run(() => lookAfter(entry))
  }

  async function lookAfter(entry: Unfinished): Promise<void> {
    const { externalId, id, user, task_id = externalId } = entry
    if (feed.isWatched(externalId)) return putOff(externalId, ownMs)
    try {
      const task = withExternalId(await feed.look(task_id), id)
      if (isFinal(task)) return await tell(entry, task)
      expected.add(externalId) // whoever created it is gone
      feed.see(user, task, { id, externalId })
      await putOff(externalId, ownMs)
    } catch (error) {
      await lose(entry, error)
    }
  }

  async function lose({ externalId, user, createdAtMs }: Unfinished, error: unknown): Promise<void> {
    const isUnknown = isOmniImageError(error) && error.code === 'api' && error.kind === 'not-found'
    if (isUnknown && clock.now() - createdAtMs > omniImageTask.deadlineMs) {
      logger.warn({ external_task_id: externalId, user }, 'a request whose outcome was open made no task')
      return remove(externalId)
    }
    await putOff(externalId, ownMs / 4)
  }

  return {
    expect: async (entry) => {
      const { externalId } = entry
      expected.add(externalId)
      const createdAtMs = clock.now()
      const isNew = await attempt(() => finishes.add({ ...entry, createdAtMs }, createdAtMs + ownMs))
      return () => {
        // An earlier request of the same id may have made the task.
        if (isNew !== true) return
        expected.delete(externalId)
        void remove(externalId)
      }
    },
    accept: (externalId, task_id) => attempt(() => finishes.name(externalId, task_id)),
    isExpected: (externalId) => externalId !== undefined && expected.has(externalId),
    start: (ownFeed) => {
      feed = ownFeed
      unlisten = feed.listen(hear)
      timer = setInterval(() => void sweep(), sweepMs)
    },
    close: async () => {
      clearInterval(timer)
      unlisten?.()
      aborter.abort()
      await Promise.all(running)
    },
  }
}

function endedAt({ updated_at: time, created_at }: Task, nowMs: number): number {
  const at = time ?? created_at ?? nowMs
  return at < 1e11 ? at * 1000 : at
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error'
}
