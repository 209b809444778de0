import type { Task } from '../wire/generated/types.ts'
import { createDueHeap } from './due-heap.ts'
import { durationOf } from './duration-of.ts'
import { createDurations } from './durations.ts'
import { joinTabs, type Tabs } from './join-tabs.ts'
import { createListLook } from './list-look.ts'
import { isHidden, isOwnOrigin, onReturn } from './page.ts'
import { firstByteMs } from './first-byte.ts'
import { createPush } from './push.ts'
import { createSchedule } from './schedule.ts'
import { createWatchRegister } from './watch-register.ts'
import type { Watch, Watched } from './watched.ts'
import type { CreateWatcher, Watcher } from './watcher-options.ts'

/** Looks at any number of tasks with one timer and as few requests as it takes to hear of their ends soon. */
export const createFullWatcher: CreateWatcher = ({
  tools,
  send,
  root,
  deadlineMs,
  watch: options = {},
  fetch,
}): Watcher => {
  const {
    backoffMs,
    isPassingLook,
    readTask,
    idsOf,
    lacksImages,
    latestMs,
    longestTimerMs,
    toOmniImageError,
    TaskTimeoutError,
  } = tools
  const { concurrency = 4, minPauseMs = 1_000 } = options
  const watches = new Map<Watched, Watch>()
  const register = createWatchRegister()
  const heap = createDueHeap<Watch>()
  /** When the API wants to be asked again about those of which it has said so. */
  const asked = new WeakMap<Watch, number>()
  /** Due, and waiting for one of the looks under way to end. */
  const ready = new Set<Watch>()
  const durations = createDurations(tools.duration)
  const schedule = createSchedule(durations, options)
  const push = createPush({
    tools,
    send,
    isWanted: options.stream !== false,
    see,
    hint: (id) => register.find([id]).forEach(rush),
    anyId: () => watches.keys().next().value?.getSnapshot().task_id,
    onEnd: replanAll,
  })
  const members = (): Watch[] => [...watches.values()].filter((watch) => isListed(watch) && coveredMs(watch) <= 0)
  const list = createListLook({ tools, schedule, options, ask: push.ask, members, see })
  let timer: ReturnType<typeof setTimeout> | undefined
  let timerAt = Infinity
  let lookCount = 0
  let isTicking = false
  let isTickDue = false
  let isClosed = false
  let stopListening: (() => void) | undefined
  let tabs: Tabs | undefined

  const deadlineOf = ({ startedAt }: Watch): number => startedAt + deadlineMs
  const isWatched = (watch: Watch): boolean => watches.get(watch.task) === watch
  const isListed = ({ isAlone, isHinted }: Watch): boolean => list.isOn() && watches.size > 1 && !isAlone && !isHinted
  const coveredMs = (watch: Watch): number => {
    return watch.isHinted ? 0 : Math.max(push.coversMs(watch), tabs?.coversMs(watch) ?? 0)
  }

  /** Does what is due, and sets the timer to whatever comes next. */
  function tick(): void {
    if (isTicking) return // a task that was told something may be removed, or others added
    isTicking = true
    isTickDue = false
    const now = Date.now()
    forgive(now)
    for (let watch = heap.first(); watch && watch.at <= now; watch = heap.first()) {
      heap.remove(watch)
      act(watch, now)
    }
    if (lookCount < concurrency) void lookAtList()
    for (const watch of ready) {
      if (lookCount >= concurrency) break
      ready.delete(watch)
      void lookAt(watch)
    }
    isTicking = false
    setTimer(now)
  }

  /** One that fires too early does no harm, so it is left alone where it can be. */
  function setTimer(now: number): void {
    const listAt = watches.size > 1 && lookCount < concurrency ? list.dueAt() : Infinity
    const at = Math.min(heap.first()?.at ?? Infinity, listAt)
    if (at < Infinity && at >= timerAt) return
    clearTimeout(timer)
    timerAt = at
    if (at < Infinity) timer = setTimeout(onTimer, Math.min(Math.max(0, at - now), longestTimerMs))
  }

  function onTimer(): void {
    const earlyMs = timerAt - Date.now()
    forgive(Date.now())
    timerAt = Infinity
    // The clock was set back: what lies far ahead by it now is due.
    if (earlyMs > minPauseMs && earlyMs < longestTimerMs)
      for (const watch of watches.values()) turnBack(watch, Date.now())
    tick()
  }

  /** A timer that is far too late: the machine slept, or its clock was set. Nobody has waited through that. */
  function forgive(now: number): void {
    const lostMs = now - timerAt - latestMs
    if (lostMs <= 0) return
    timerAt = now
    for (const watch of watches.values()) watch.startedAt = Math.min(watch.startedAt + lostMs, now)
  }

  function turnBack(watch: Watch, now: number): void {
    watch.startedAt = Math.min(watch.startedAt, now)
    asked.delete(watch)
    if (watch.seenAt !== undefined) watch.seenAt = Math.min(watch.seenAt, now)
    if (!watch.looking) plan(watch, Math.min(watch.dueAt, now))
  }

  /** The next look, or the deadline, has come. */
  function act(watch: Watch, now: number): void {
    const deadlineAt = deadlineOf(watch)
    const beganAt = watch.looking ? watch.dueAt : isListed(watch) ? list.beganAt() : undefined
    // After a sleep the deadline may be long past with no look since: then one more look comes first.
    const isLate = beganAt === undefined ? watch.dueAt > deadlineAt : beganAt < deadlineAt
    if (now >= deadlineAt && isLate) {
      const error = new TaskTimeoutError(watch.task.getSnapshot().task_id!, now - watch.startedAt)
      return watch.task.dispatch({ type: 'fail', error })
    }
    if (now >= deadlineAt) return void (beganAt === undefined && ready.add(watch))
    if (beganAt !== undefined) return heap.put(watch, deadlineAt)
    const restMs = coveredMs(watch)
    if (restMs > 0) return plan(watch, now + restMs)
    if (!isListed(watch)) return void ready.add(watch)
    // The look at the list sets it anew; should none come, for want of others, it is due again.
    heap.put(watch, Math.min(deadlineAt, Math.max(now, list.call()) + 1_000))
  }

  /** Sets the time of the next look; what lies in the past is now. Whoever is in a hurry waits as the API has asked. */
  function plan(watch: Watch, dueAt: number): void {
    watch.dueAt = Math.max(dueAt, asked.get(watch) ?? 0, Date.now())
    heap.put(watch, Math.min(watch.dueAt, deadlineOf(watch)))
  }

  /** Sets it by what was last seen. */
  function replan(watch: Watch): void {
    if (watch.looking || watch.failures > 0) return
    // Only a task that was just accepted, or seen, is left alone for a moment; a look may open a stream.
    const bornAt = isOwnOrigin(root) && push.isHopeful() ? undefined : watch.task.getSnapshot().submittedAt
    const seenAt = watch.seenAt ?? bornAt
    plan(watch, seenAt === undefined ? 0 : Math.min(seenAt, Date.now()) + schedule.pauseMs(watch))
  }

  function replanAll(): void {
    for (const watch of watches.values()) replan(watch)
    list.change()
    tick()
  }

  function rush(watch: Watch): void {
    watch.isHinted = true
    if (!watch.looking) plan(watch, Date.now())
    tick()
  }

  /** Passes news of a task on to all who watch it. */
  function see(task: Task, asker?: Watch): Watch[] {
    const ids = idsOf(task)
    const found = register.find(ids)
    const id = ids[0] as string
    if (asker && !found.includes(asker)) found.push(asker)
    // A list or an event may leave the pictures out: only the task's own look says that there are none.
    if (!asker && lacksImages(task)) {
      found.forEach(rush)
      return found
    }
    for (const watch of found) {
      watch.failures = 0
      asked.delete(watch)
      watch.seenBefore = watch.seenAt
      watch.seenAt = Date.now()
      watch.task.dispatch({ type: 'see', task })
      if (!isWatched(watch)) continue
      if (watch.id !== id) {
        register.remove(watch)
        register.add(watch, id)
      }
      replan(watch)
    }
    return found
  }

  async function lookAt(watch: Watch): Promise<void> {
    const id = watch.task.getSnapshot().task_id!
    lookCount++
    watch.isHinted = false
    watch.dueAt = Date.now()
    if (watch.dueAt < deadlineOf(watch)) heap.put(watch, deadlineOf(watch))
    try {
      const answer = await push.ask({ operation: tools.get, id }, watch)
      watch.looking = undefined
      if (answer) see(readTask(answer['data'], watch.task.getSnapshot()), watch)
      else if (isWatched(watch)) plan(watch, Date.now() + firstByteMs)
    } catch (error) {
      watch.looking = undefined
      if (isWatched(watch)) fail(watch, error)
    }
    if (watch.isHinted && isWatched(watch)) plan(watch, Date.now())
    lookCount--
    tick()
  }

  function fail(watch: Watch, error: unknown): void {
    if (isPassingLook(error, watch.task.getSnapshot().submittedAt)) {
      asked.set(watch, Date.now() + tools.askedMs(error))
      return plan(watch, Date.now() + backoffMs(++watch.failures, error))
    }
    watch.task.dispatch({ type: 'fail', error: toOmniImageError(error, `Looking at task ${watch.id}`) })
  }

  async function lookAtList(): Promise<void> {
    const looked = list.look()
    if (!looked) return
    lookCount++
    const { missing, answer } = await looked
    lookCount--
    const now = Date.now()
    for (const watch of missing) {
      if (!isWatched(watch) || watch.looking) continue
      watch.isAlone = answer === 'page'
      if (answer === 'stream') plan(watch, now + firstByteMs)
      if (answer === 'page') plan(watch, now)
    }
    // Others may have become due meanwhile.
    for (const watch of watches.values()) if (watch.dueAt <= now && !watch.looking) plan(watch, now)
    tick()
  }

  /** Somebody is back, or it is our turn: looks at everything, unless the API has asked for a longer pause. */
  function lookNow(): void {
    push.check()
    const now = Date.now()
    for (const watch of watches.values()) if (!watch.looking) plan(watch, now)
    tick()
  }

  function begin(): void {
    stopListening = onReturn(lookNow)
    const canShare = options.shareTabs !== false && !fetch // one that was passed in may lead anywhere
    const name = `${root}#${tools.get}` // tabs look for tasks of their own kind alone
    tabs = canShare
      ? joinTabs({ root: name, isHidden, see, add, remove, onLead: lookNow, onChange: replanAll })
      : undefined
  }

  function end(): void {
    push.close()
    list.close()
    tabs?.close()
    stopListening?.()
  }

  function add(task: Watched): void {
    if (isClosed) return task.dispatch({ type: 'stop' })
    const startedAt = Date.now()
    const { task_id } = task.getSnapshot()
    const watch: Watch = {
      task,
      kind: durations.kind(task.kind),
      startedAt,
      id: '',
      twin: undefined,
      dueAt: startedAt,
      seenAt: undefined,
      seenBefore: undefined,
      failures: 0,
      isAlone: false,
      isHinted: false,
      looking: undefined,
      at: 0,
      place: -1,
    }
    if (watches.size === 0) begin()
    watches.set(task, watch)
    register.add(watch, task_id!)
    if (!task.isForeign) tabs?.add(watch)
    replan(watch)
    list.change()
    if (!isTickDue) queueMicrotask(tick) // what is added together is looked at together
    isTickDue = true
  }

  function remove(task: Watched): void {
    const watch = watches.get(task)
    if (!watch) return
    watches.delete(task)
    register.remove(watch)
    heap.remove(watch)
    ready.delete(watch)
    watch.looking?.abort()
    if (!task.isForeign) tabs?.remove(watch)
    const durationMs = durationOf(watch)
    if (durationMs !== undefined) durations.learn(watch.kind, durationMs)
    if (watches.size === 0) end()
    list.change()
    tick()
  }

  return {
    add,
    remove,
    close() {
      isClosed = true
      for (const task of watches.keys()) task.dispatch({ type: 'stop' })
    },
  }
}
