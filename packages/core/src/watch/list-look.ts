import type { WatchOptions } from '../client/options.ts'
import type { Task } from '../wire/generated/types.ts'
import { planPages, readPages } from './list-pages.ts'
import { firstByteMs } from './first-byte.ts'
import type { Push } from './push.ts'
import type { Schedule } from './schedule.ts'
import type { WatchTools } from './watch-tools.ts'
import type { Watch } from './watched.ts'

export interface ListLookOptions {
  readonly tools: WatchTools
  readonly schedule: Schedule
  readonly options: WatchOptions
  readonly ask: Push['ask']
  /** Those that are watched and could be looked at together. */
  readonly members: () => readonly Watch[]
  /** Tells whoever watches this task. */
  readonly see: (task: Task) => readonly Watch[]
}

/** Looks at many tasks with a request or two, where the origin has list pages. */
export interface ListLook {
  /** Whether two and more are looked at so. */
  readonly isOn: () => boolean
  /** When the look that is under way began. */
  readonly beganAt: () => number | undefined
  /** When there is something to do. */
  readonly dueAt: () => number
  /** Tasks have come or gone. */
  readonly change: () => void
  /** One of the tasks is due; gives when the look will come. */
  readonly call: () => number
  /** Looks, if it is time for that, and does not reject. */
  readonly look: () => Promise<LookedAt> | undefined
  readonly close: () => void
}

export interface LookedAt {
  /** What there is no news of. */
  readonly missing: readonly Watch[]
  /** `page`: they are not on it, and others are. `stream`: it will bring the news. `none`: pages did not help. */
  readonly answer: 'page' | 'stream' | 'none'
}

/** So that a task that is added costs nothing, even if thousands are. */
const planPauseMs = 250

/** How often in a row pages may fail before tasks are looked at one by one. */
const patience = 3

export function createListLook({ tools, schedule, options, ask, members, see }: ListLookOptions): ListLook {
  const { minPauseMs = 1_000 } = options
  const { list, pageSizes } = tools
  const owner: { looking: AbortController | undefined } = { looking: undefined }
  let beganAt: number | undefined
  let isOn = list !== undefined && pageSizes !== undefined
  let isProven = false
  let failures = 0
  let dueAt = Infinity
  let calledAt = Infinity
  let floorAt = 0
  let planAt = Infinity
  let plannedAt = 0
  let depth = 0

  function plan(): void {
    const now = Date.now()
    const group = members()
    planAt = Infinity
    plannedAt = now
    dueAt = calledAt
    if (group.length < 2) return
    const { pages } = planPages(pageSizes!, countTasks(group), depth)
    dueAt = Math.min(calledAt, now + schedule.listPauseMs(group, pages, Math.max(0, floorAt - now)))
  }

  async function look(group: readonly Watch[]): Promise<LookedAt> {
    const count = countTasks(group)
    const plan = planPages(pageSizes!, count, depth)
    const seen = new Set<Watch>()
    let answer: LookedAt['answer'] = 'none'
    beganAt = Date.now()
    dueAt = calledAt = Infinity
    try {
      const read = await readPages(
        tools,
        (call) => ask(call, owner),
        plan,
        count,
        (task) => {
          const watches = see(task)
          const isNew = watches.some((watch) => !seen.has(watch)) // a new task shifts others to the next page
          for (const watch of watches) {
            watch.isAlone = false
            seen.add(watch)
          }
          return isNew
        },
      )
      failures = 0
      isProven ||= read?.found !== 0
      isOn = isProven
      depth = read?.depth ?? depth
      floorAt = Date.now() + (read ? minPauseMs * read.pages : firstByteMs)
      if (isOn) answer = read ? 'page' : 'stream'
    } catch (error) {
      if (!owner.looking?.signal.aborted) {
        isOn = tools.isPassing(error) && ++failures < (isProven ? patience : 2)
        floorAt = Date.now() + tools.backoffMs(failures, error)
      }
    }
    owner.looking = undefined
    beganAt = undefined
    planAt = 0
    return { missing: group.filter((watch) => !seen.has(watch)), answer }
  }

  return {
    isOn: () => isOn,
    beganAt: () => beganAt,
    dueAt: () => (isOn && beganAt === undefined ? Math.min(dueAt, planAt) : Infinity),
    change: () => (planAt = Math.min(planAt, plannedAt + planPauseMs)),
    call: () => {
      calledAt = Math.min(calledAt, Math.max(floorAt, Date.now()))
      return (dueAt = Math.min(dueAt, calledAt))
    },
    look() {
      if (!isOn || beganAt !== undefined) return undefined
      if (Date.now() >= planAt) plan()
      if (Date.now() < dueAt) return undefined
      const group = members()
      if (group.length > 1) return look(group)
      dueAt = calledAt = Infinity // news of the others came by itself
      return undefined
    },
    close: () => owner.looking?.abort(),
  }
}

/** Several may watch one task. */
function countTasks(group: readonly Watch[]): number {
  return new Set(group.map(({ id }) => id)).size
}
