import type { Send } from '../client/http.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import { createPlainWatcher } from './plain-watcher.ts'
import { watchTools, type WatchTools } from './watch-tools.ts'
import type { Watched } from './watched.ts'

export interface WatcherOptions extends Pick<OmniImageClientOptions, 'watch' | 'fetch'> {
  readonly send: Send
  /** Where the tasks are: tabs that have the same can look for each other. */
  readonly root: string
  readonly deadlineMs: number
}

/** Looks at any number of tasks, until each is removed. */
export interface Watcher {
  readonly add: (task: Watched) => void
  /** Ends a look that is under way, too. */
  readonly remove: (task: Watched) => void
  /** Stops every task, and those that are added later. */
  readonly close: () => void
}

export type CreateWatcher = (options: WatcherOptions & { readonly tools: WatchTools }) => Watcher

let createFullWatcher: CreateWatcher | undefined

/** Loads the watcher, so that the next client has it at once. */
export async function loadWatcher(): Promise<CreateWatcher> {
  return (createFullWatcher ??= (await import('./full-watcher.ts')).createFullWatcher)
}

/** A network that takes longer than this to bring a file may never do so. */
const loadMs = 3_000

/** A watcher that is loaded with the first task: no look is worth its while in a task's first moments. */
export function createWatcher(plainOptions: WatcherOptions): Watcher {
  const options = { ...plainOptions, tools: watchTools }
  const waiting = new Set<Watched>()
  let watcher = createFullWatcher?.(options)
  let timer: ReturnType<typeof setTimeout> | undefined
  let isClosed = false

  function begin(create: CreateWatcher): void {
    clearTimeout(timer)
    if (!watcher && !isClosed) watcher = create(options)
    for (const task of waiting) watcher?.add(task)
    waiting.clear()
  }

  /** An old page whose files are gone does without: it polls. */
  function load(): void {
    timer = setTimeout(() => begin(createPlainWatcher), loadMs)
    loadWatcher().then(begin, () => begin(createPlainWatcher))
  }

  return {
    add(task) {
      if (isClosed) return task.dispatch({ type: 'stop' })
      if (watcher) return watcher.add(task)
      waiting.add(task)
      if (waiting.size === 1 && !timer) load()
    },
    remove(task) {
      waiting.delete(task)
      watcher?.remove(task)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      watcher?.close()
      for (const task of waiting) task.dispatch({ type: 'stop' })
    },
  }
}
