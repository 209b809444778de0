import type { LiveTasks } from './live-tasks.ts'
import type { TaskState } from './task-state.ts'

interface Waiter {
  readonly task: TaskState
  readonly count: number
  readonly go: () => void
}

export interface SlotOptions {
  /** How many images may be in the making at once; Infinity: as many as the API takes. */
  readonly limit: number
  /** A task that nobody looked at is over by then, in milliseconds. */
  readonly deadlineMs: number
  readonly tasks: LiveTasks
}

/** An account may have only so many images in the making. Who finds no room waits here, in turn, instead of at the API. */
export interface Slots {
  /** Takes slots: at once where there is room and nobody waits, else a promise. An abort leaves the queue. */
  readonly take: (task: TaskState, count: number, signal: AbortSignal) => Promise<void> | undefined
  /**
   * The API had no room. Gives the slots back and takes them again after one of ours is over; undefined where none of
   * ours is under way, as then nobody here can tell when there will be room.
   */
  readonly retake: (task: TaskState, signal: AbortSignal) => Promise<void> | undefined
  /** A task that was under way before this client knew of it. */
  readonly hold: (task: TaskState, count: number) => void
  /** The task is over, or was never made. */
  readonly release: (task: TaskState) => void
}

/** How long those who wait hold still before they find out whether the API takes one more, in milliseconds. */
const probeMs = 30_000

/** At a limit that stays, so many tasks end for each create that is refused. */
const mostPatience = 64

export function createSlots({ limit, deadlineMs, tasks }: SlotOptions): Slots {
  const startedAt = Date.now()
  const waiters: Waiter[] = []
  /** The tasks that are looked at for those who wait, and what ends that. */
  const looks = new Map<TaskState, () => void>()
  let turns = 0
  let used = 0
  /** What the API was seen to take. Grows again, as one refusal may have been chance, or the doing of others. */
  let learned = Infinity
  /** How many tasks have to end before it grows: ever more where that only leads to the next refusal. */
  let patience = 1
  let endsLeft = 1
  let hasGrown = false
  let sweptAt = 0
  let probe: ReturnType<typeof setTimeout> | undefined

  /** In whole seconds, as a small integer takes no memory of its own. */
  const now = (): number => Math.floor((Date.now() - startedAt) / 1000)

  function hold(task: TaskState, count: number): void {
    task.slots = count
    task.heldSince = now()
    used += count
    if (waiters.length > 0) look(task)
  }

  function drop(task: TaskState): void {
    used -= task.slots
    task.slots = 0
    looks.get(task)?.()
    looks.delete(task)
  }

  function look(task: TaskState): void {
    if (!looks.has(task))
      looks.set(
        task,
        task.subscribe(() => undefined),
      )
  }

  /** One task alone always has room: the API may know better than this table how many it takes. */
  function hasRoom(count: number): boolean {
    return used === 0 || used + count <= Math.min(limit, learned)
  }

  /** Gives up those whose end nobody saw. */
  function sweep(): void {
    if (sweptAt === now()) return // with thousands of tasks it is some work
    sweptAt = now()
    for (const task of tasks.held()) {
      if (!task.slots || sweptAt - task.heldSince < deadlineMs / 1000) continue
      drop(task)
      if (!task.isListenedTo) tasks.loosen(task)
    }
  }

  /** Lets in whom there is room for, strictly in turn, and has an eye on those that the others wait for. */
  function admit(): void {
    for (let next = waiters[0]; next && hasRoom(next.count); next = waiters[0]) {
      waiters.shift()
      hold(next.task, next.count)
      next.go()
    }
    if (waiters.length > 0) {
      if (looks.size === 0) for (const task of tasks.held()) if (task.slots) look(task)
      probe ??= setTimeout(probeNow, probeMs)
      return
    }
    for (const end of looks.values()) end()
    looks.clear()
    clearTimeout(probe)
    probe = undefined
  }

  function grow(): void {
    learned++
    if (hasGrown) patience = Math.ceil(patience / 2) // nobody was refused since
    hasGrown = true
  }

  function probeNow(): void {
    probe = undefined
    grow()
    sweep()
    admit()
  }

  function wait(task: TaskState, count: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiters.splice(waiters.indexOf(waiter), 1)
        reject(signal.reason as Error)
        admit()
      }
      const go = (): void => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const waiter: Waiter = { task, count, go }
      signal.addEventListener('abort', leave, { once: true })
      const place = waiters.findLastIndex((one) => one.task.turn < task.turn)
      waiters.splice(place + 1, 0, waiter)
      admit()
    })
  }

  return {
    take: (task, count, signal) => {
      sweep()
      task.turn = turns++ // a refused task stays in front of those that came later
      if (waiters.length > 0 || !hasRoom(count)) return wait(task, count, signal)
      hold(task, count)
      return undefined
    },
    retake: (task, signal) => {
      const { slots } = task
      if (used === slots) return undefined
      drop(task)
      if (hasGrown) patience = Math.min(2 * patience, mostPatience)
      hasGrown = false
      endsLeft = patience
      learned = used
      clearTimeout(probe) // the API has just told
      probe = undefined
      return wait(task, slots, signal)
    },
    hold,
    release: (task) => {
      if (!task.slots) return
      drop(task)
      if (--endsLeft < 0) grow()
      admit()
    },
  }
}
