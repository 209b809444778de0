import type { Task } from '../wire/generated/types.ts'
import type { Deputy } from './deputy.ts'
import type { Watch, Watched } from './watched.ts'

export interface TabsOptions {
  /** Tabs that look at the same place look for each other. */
  readonly root: string
  /** Given, not imported: else bundlers would cut the first file in pieces. */
  readonly isHidden: () => boolean
  /** News of a task. */
  readonly see: (task: Task) => void
  /** A task of another tab, to be watched for it. */
  readonly add: (task: Watched) => void
  readonly remove: (task: Watched) => void
  /** This tab looks from now on, in the place of another. */
  readonly onLead: () => void
  /** Who looks at what has changed. */
  readonly onChange: () => void
}

/** The tabs of one origin, of which one looks for all. */
export interface Tabs extends Deputy {
  readonly add: (watch: Watch) => void
  readonly remove: (watch: Watch) => void
}

/** So long a first look waits for the other tabs to be found. */
const joinMs = 2_000

/** Finds the other tabs, where there may be any. */
export function joinTabs(options: TabsOptions): Tabs | undefined {
  if (!globalThis.document || !navigator.locks || !globalThis.BroadcastChannel) return undefined
  const until = Date.now() + joinMs
  const waiting = new Set<Watch>()
  let joined: Tabs | undefined
  let isOver = false

  async function join(): Promise<void> {
    try {
      const { createTabs } = await import('./tabs.ts')
      if (!isOver) joined = createTabs(options)
    } catch {
      isOver = true // an old page whose files are gone: it looks itself
      options.onChange()
    }
    for (const watch of waiting) joined?.add(watch)
  }

  void join()
  return {
    coversMs: (watch) => (isOver ? 0 : (joined?.coversMs(watch) ?? until - Date.now())),
    add: (watch) => void (joined ? joined.add(watch) : waiting.add(watch)),
    remove: (watch) => void (joined ? joined.remove(watch) : waiting.delete(watch)),
    close() {
      isOver = true
      joined?.close()
    },
  }
}
