import type { Task } from '../wire/generated/types.ts'
import { firstByteMs } from './first-byte.ts'
import type { ListLook, LookedAt } from './list-look.ts'
import type { Plan } from './plan.ts'
import type { Push } from './push.ts'
import type { WatchTools } from './watch-tools.ts'
import type { Watch, Watched } from './watched.ts'

export interface LooksOptions extends Pick<Push, 'ask'> {
  readonly tools: WatchTools
  /** So many requests are under way at once. */
  readonly concurrency: number
  readonly list: Pick<ListLook, 'look'>
  readonly plan: Plan
  readonly watches: ReadonlyMap<Watched, Watch>
  readonly see: (task: Task, asker: Watch) => unknown
  /** A look at one task has ended. */
  readonly onLook: () => void
  /** A look at the list has ended. */
  readonly onList: () => void
}

/** The requests of a watcher, in the order in which they became due, and what each comes to. */
export interface Looks {
  /** Looks at this one as soon as there is room. */
  readonly add: (watch: Watch) => void
  readonly remove: (watch: Watch) => void
  readonly hasRoom: () => boolean
  /** Begins what is due, the list first. */
  readonly run: () => void
}

export function createLooks(options: LooksOptions): Looks {
  const { tools, concurrency, ask, list, plan, watches, see, onLook, onList } = options
  /** Due, and waiting for one of those under way to end. */
  const ready = new Set<Watch>()
  let count = 0

  const hasRoom = (): boolean => count < concurrency
  const isWatched = (watch: Watch): boolean => watches.get(watch.task) === watch

  async function lookAt(watch: Watch): Promise<void> {
    const id = watch.task.getSnapshot().task_id!
    count++
    watch.isHinted = false
    watch.dueAt = Date.now()
    if (watch.dueAt < plan.deadlineOf(watch)) plan.put(watch, plan.deadlineOf(watch))
    try {
      const answer = await ask({ operation: tools.get, id }, watch)
      watch.looking = undefined
      if (answer) see(tools.readTask(answer['data'], watch.task.getSnapshot()), watch)
      else if (isWatched(watch)) plan.set(watch, Date.now() + firstByteMs)
    } catch (error) {
      watch.looking = undefined
      if (isWatched(watch)) fail(watch, error)
    }
    if (watch.isHinted && isWatched(watch)) plan.set(watch, Date.now())
    count--
    onLook()
  }

  function fail(watch: Watch, error: unknown): void {
    if (tools.isPassingLook(error, watch.task.getSnapshot().submittedAt)) {
      plan.ask(watch, Date.now() + tools.askedMs(error))
      return plan.set(watch, Date.now() + tools.backoffMs(++watch.failures, error))
    }
    watch.task.dispatch({ type: 'fail', error: tools.toOmniImageError(error, `Looking at task ${watch.id}`) })
  }

  async function takeList(looked: Promise<LookedAt>): Promise<void> {
    count++
    const { missing, answer } = await looked
    count--
    const now = Date.now()
    for (const watch of missing) {
      if (!isWatched(watch) || watch.looking) continue
      watch.isAlone = answer === 'page'
      if (answer === 'stream') plan.set(watch, now + firstByteMs)
      if (answer === 'page') plan.set(watch, now)
    }
    // Others may have become due meanwhile.
    for (const watch of watches.values()) if (watch.dueAt <= now && !watch.looking) plan.set(watch, now)
    onList()
  }

  return {
    add: (watch) => void ready.add(watch),
    remove: (watch) => void ready.delete(watch),
    hasRoom,
    run() {
      const looked = hasRoom() ? list.look() : undefined
      if (looked) void takeList(looked)
      for (const watch of ready) {
        if (!hasRoom()) break
        ready.delete(watch)
        void lookAt(watch)
      }
    },
  }
}
