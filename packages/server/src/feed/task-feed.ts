import type { JournalOptions } from '@omni-image/core'
import type { Task } from '@omni-image/core/wire'
import type { Clock } from '../clock.ts'
import type { Hint, Hints } from '../hints/hints.ts'
import { externalIdOf, withExternalId } from '../ownership/owners.ts'
import { createGate } from './gate.ts'
import { createSingleFlight } from './single-flight.ts'
import { isAsNew, isFinal } from './task-stage.ts'
import type { TaskRecord } from './task-record.ts'
import { createTaskRecords } from './task-records.ts'
import type { Upstream } from '../upstream/upstream.ts'

/** Something to tell the user's browsers: a new state, or that this instance lost the task and they should look. */
type FeedListener = (record: TaskRecord, isLost: boolean) => void

/** What this instance knows of tasks, whoever it learned it from; nothing that could not be asked for again. */
export interface TaskFeed {
  /** By either of its ids, among the user's own. */
  readonly find: (user: string, id: string) => TaskRecord | undefined
  readonly ofUser: (user: string) => Iterable<TaskRecord>
  /** Takes in an answer of the API about a task of this user. A new task comes with its origin. */
  readonly see: (user: string, task: Task, origin?: TaskOrigin) => TaskRecord
  /** One look upstream by an id of upstream's, for all who ask at the same time. */
  readonly look: (upstreamId: string) => Promise<Task>
  /** From here on the user's tasks are watched until they are over, or until the returned function is called. */
  readonly follow: (user: string) => () => void
  readonly isFollowed: (user: string) => boolean
  /** Whether upstream is looked at for news of this task. */
  readonly isWatched: (externalId: string) => boolean
  readonly listen: (listener: FeedListener) => () => void
  readonly close: () => void
}

export interface TaskOrigin {
  /** What the user calls it. */
  readonly id?: string | undefined
  /** What it is called upstream. */
  readonly externalId?: string | undefined
  /** What it was asked for, where that is known. */
  readonly wanted?: JournalOptions | undefined
}

export interface TaskFeedOptions {
  readonly upstream: Upstream
  readonly hints: Hints
  readonly clock: Clock
  /** How many tasks are remembered; the ones that nobody waits for go first. */
  readonly maxTasks: number
  /** Whether a task is watched although nobody follows its user. */
  readonly isExpected?: ((externalId: string | undefined) => boolean) | undefined
}

/** A browser that reconnects finds its tasks still watched. */
const lingerMs = 15_000
/** Whoever sends hints without end brings no more looks than this. */
const hintGapMs = 250
const hintLooksAtOnce = 32
const maxEarlyHints = 10_000

export function createTaskFeed(options: TaskFeedOptions): TaskFeed {
  const { upstream, hints, clock, maxTasks, isExpected = () => false } = options
  const records = createTaskRecords(maxTasks)
  const followers = new Map<string, number>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const listeners = new Set<FeedListener>()
  /** Hints of tasks that are not known yet: a callback can be faster than the answer to the create. */
  const early = new Set<string>()
  /** Tasks that are looked at because of a hint, and whether another came meanwhile. */
  const hinted = new Map<TaskRecord, boolean>()
  const hintGate = createGate(hintLooksAtOnce)
  const singleFlight = createSingleFlight<Task>()
  const look = (upstreamId: string): Promise<Task> => singleFlight(upstreamId, () => upstream.client.get(upstreamId))
  const { find, ofUser } = records
  let changes = 0

  function tell(record: TaskRecord, isLost = false): void {
    for (const listener of listeners) listener(record, isLost)
  }

  function add(user: string, { externalId, wanted }: TaskOrigin, task: Task): TaskRecord {
    const { task_id } = task
    const nowMs = clock.now()
    const createdAtMs = Math.min(toMs(task.created_at) ?? nowMs, nowMs)
    const times = { createdAtMs, changedAt: nowMs, seenAt: nowMs }
    const record: TaskRecord = { task_id, externalId, user, wanted, task, change: (changes += 1), ...times }
    records.add(record)
    return record
  }

  function see(user: string, task: Task, origin: TaskOrigin = {}): TaskRecord {
    const known = records.get(task.task_id)
    // Whoever asks has been shown to own it, so this would be two tasks of one id, and one user seeing the other's.
    if (known && known.user !== user) throw new Error('The API gave one task_id to two users')
    const externalId = known?.externalId ?? origin.externalId
    const shownId = origin.id ?? (known && externalIdOf(known.task))
    const shown = shownId === undefined ? task : withExternalId(task, shownId)
    const record = known ?? add(user, origin, shown)
    record.seenAt = clock.now()
    if (known && isAsNew(shown, known.task)) update(known, shown)
    else if (!known) tell(record)
    if (followers.has(user) || isExpected(externalId)) watch(record)
    const isHinted = early.delete(record.task_id) || (externalId !== undefined && early.delete(externalId))
    if (isHinted) void lookAgain(record)
    return record
  }

  function update(record: TaskRecord, task: Task): void {
    const isNews = record.task.task_status !== task.task_status
    record.task = task
    if (isFinal(task)) record.unfollow?.()
    if (!isNews) return
    record.change = changes += 1
    record.changedAt = clock.now()
    records.touch(record)
    tell(record)
  }

  function watch(record: TaskRecord): void {
    if (record.unfollow || isFinal(record.task)) return
    const handle = upstream.follow(record)
    const unsubscribe = handle.subscribe(() => {
      const { task, error } = handle.getSnapshot()
      if (task) see(record.user, task)
      if (!error || isFinal(record.task)) return
      record.unfollow?.()
      tell(record, true)
    })
    record.unfollow = () => {
      record.unfollow = undefined
      unsubscribe()
    }
  }

  /** A hint during a look may be about something that happened after it, so it brings another look; any number, one. */
  async function lookAgain(record: TaskRecord): Promise<void> {
    if (hinted.has(record)) return void hinted.set(record, true)
    for (let isMore = true; isMore && !isFinal(record.task); isMore = hinted.get(record) ?? false) {
      hinted.set(record, false)
      try {
        see(record.user, await hintGate(() => upstream.client.get(record.task_id)))
      } catch {
        // The schedule goes on; a hint is no promise.
      }
      await pause(hintGapMs)
    }
    hinted.delete(record)
  }

  function pause(pauseMs: number): Promise<void> {
    return new Promise((resolve) => after(pauseMs, resolve))
  }

  function after(pauseMs: number, then: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      then()
    }, pauseMs)
    timers.add(timer)
  }

  function hear({ task_id, external_task_id, user, isNew }: Hint): void {
    if (isNew) return
    const record = records.get(task_id) ?? records.byExternalId(external_task_id)
    if (record) {
      if (!isFinal(record.task)) void lookAgain(record)
      return
    }
    if (user !== undefined) return // somebody knows it by now, so this is none that came early
    for (const id of [task_id, external_task_id]) if (id !== undefined) early.add(id)
    for (const id of early) if (early.size > maxEarlyHints) early.delete(id)
  }
  const unsubscribe = hints.subscribe(hear)

  function unfollow(user: string): void {
    const left = (followers.get(user) ?? 0) - 1
    if (left > 0) return void followers.set(user, left)
    followers.delete(user)
    for (const record of ofUser(user)) if (!isExpected(record.externalId)) record.unfollow?.()
  }

  return {
    find,
    ofUser,
    see,
    look,
    follow: (user) => {
      followers.set(user, (followers.get(user) ?? 0) + 1)
      for (const record of ofUser(user)) watch(record)
      return () => after(lingerMs, () => unfollow(user))
    },
    isFollowed: (user) => followers.has(user),
    isWatched: (externalId) => records.byExternalId(externalId)?.unfollow !== undefined,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => {
      unsubscribe()
      for (const timer of timers) clearTimeout(timer)
      for (const record of records.all()) record.unfollow?.()
    },
  }
}

/** The API counts milliseconds; some gateways stamp seconds. */
function toMs(time: number | undefined): number | undefined {
  return time !== undefined && time < 1e11 ? time * 1000 : time
}
