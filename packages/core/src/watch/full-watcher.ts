import type { Task } from '../wire/generated/types.ts'
import { createAlarm } from './alarm.ts'
import { durationOf } from './duration-of.ts'
import { createDurations } from './durations.ts'
import { joinTabs, type Tabs } from './join-tabs.ts'
import { createListLook } from './list-look.ts'
import { createLooks } from './looks.ts'
import { isHidden, isOwnOrigin, onReturn } from './page.ts'
import { createPlan } from './plan.ts'
import { createPush } from './push.ts'
import { createSchedule } from './schedule.ts'
import { createWatchRegister } from './watch-register.ts'
import { newWatch, type Watch, type Watched } from './watched.ts'
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
  const { idsOf, lacksImages, latestMs, longestTimerMs, TaskTimeoutError } = tools
  const { minPauseMs = 1_000 } = options
  const watches = new Map<Watched, Watch>()
  const register = createWatchRegister()
  const plan = createPlan(deadlineMs)
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
  const looks = createLooks({
    tools,
    concurrency: options.concurrency ?? 4,
    ask: push.ask,
    list,
    plan,
    watches,
    see,
    onLook: tickSoon,
    onList: tick,
  })
  const alarm = createAlarm({
    ring: tick,
    onLost: (lostMs, now) => watches.forEach((watch) => plan.forgive(watch, lostMs, now)),
    onTurnedBack: (now) => watches.forEach((watch) => plan.turnBack(watch, now)),
    toleranceMs: minPauseMs,
    latestMs,
    longestTimerMs,
  })
  let isTicking = false
  let isTickDue = false
  let isClosed = false
  let stopListening: (() => void) | undefined
  let tabs: Tabs | undefined

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
    alarm.check(now)
    for (let watch = plan.first(); watch && watch.at <= now; watch = plan.first()) {
      plan.remove(watch)
      act(watch, now)
    }
    looks.run()
    isTicking = false
    setAlarm(now)
  }

  /** What is added or over together is looked at together. */
  function tickSoon(): void {
    if (!isTickDue) queueMicrotask(tick)
    isTickDue = true
  }

  function setAlarm(now: number): void {
    const listAt = watches.size > 1 && looks.hasRoom() ? list.dueAt() : Infinity
    alarm.set(Math.min(plan.first()?.at ?? Infinity, listAt), now)
  }

  /** The next look, or the deadline, has come. */
  function act(watch: Watch, now: number): void {
    const deadlineAt = plan.deadlineOf(watch)
    const beganAt = watch.looking ? watch.dueAt : isListed(watch) ? list.beganAt() : undefined
    // After a sleep the deadline may be long past with no look since: then one more look comes first.
    const isLate = beganAt === undefined ? watch.dueAt > deadlineAt : beganAt < deadlineAt
    if (now >= deadlineAt && isLate) {
      const error = new TaskTimeoutError(watch.task.getSnapshot().task_id!, now - watch.startedAt)
      return watch.task.dispatch({ type: 'fail', error })
    }
    if (now >= deadlineAt) return void (beganAt === undefined && looks.add(watch))
    if (beganAt !== undefined) return plan.put(watch, deadlineAt)
    const restMs = coveredMs(watch)
    if (restMs > 0) return plan.set(watch, now + restMs)
    if (!isListed(watch)) return looks.add(watch)
    // The look at the list sets it anew; should none come, for want of others, it is due again.
    plan.put(watch, Math.min(deadlineAt, Math.max(now, list.call()) + 1_000))
  }

  /** Sets the next look by what was last seen. */
  function replan(watch: Watch): void {
    if (watch.looking || watch.failures > 0) return
    // Only a task that was just accepted, or seen, is left alone for a moment; a look may open a stream.
    const bornAt = isOwnOrigin(root) && push.isHopeful() ? undefined : watch.task.getSnapshot().submittedAt
    const seenAt = watch.seenAt ?? bornAt
    plan.set(watch, seenAt === undefined ? 0 : Math.min(seenAt, Date.now()) + schedule.pauseMs(watch))
  }

  function replanAll(): void {
    for (const watch of watches.values()) replan(watch)
    list.change()
    tick()
  }

  function rush(watch: Watch): void {
    watch.isHinted = true
    if (!watch.looking) plan.set(watch, Date.now())
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
      plan.ask(watch, undefined)
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

  /** Somebody is back, or it is our turn: looks at everything, unless the API has asked for a longer pause. */
  function lookNow(): void {
    push.check()
    const now = Date.now()
    for (const watch of watches.values()) if (!watch.looking) plan.set(watch, now)
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
    const { task_id } = task.getSnapshot()
    const watch = newWatch(task, durations.kind(task.kind))
    if (watches.size === 0) begin()
    watches.set(task, watch)
    register.add(watch, task_id!)
    if (!task.isForeign) tabs?.add(watch)
    replan(watch)
    list.change()
    tickSoon()
  }

  function remove(task: Watched): void {
    const watch = watches.get(task)
    if (!watch) return
    watches.delete(task)
    register.remove(watch)
    plan.remove(watch)
    looks.remove(watch)
    watch.looking?.abort()
    if (!task.isForeign) tabs?.remove(watch)
    const durationMs = durationOf(watch)
    if (durationMs !== undefined) durations.learn(watch.kind, durationMs)
    if (watches.size === 0) end()
    list.change()
    tickSoon()
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
