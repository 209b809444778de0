import { createPlainWatcher } from './plain-watcher.ts'
import { toWatchTools } from './watch-tools.ts'
import type { Watched } from './watched.ts'
import type { CreateWatcher, Watcher, WatcherOptions } from './watcher-options.ts'

let createFullWatcher: CreateWatcher | undefined

/** Loads the watcher, so that the next client has it at once. */
export async function loadWatcher(): Promise<CreateWatcher> {
  return (createFullWatcher ??= (await import('./full-watcher.ts')).createFullWatcher)
}

/** A network that takes longer than this to bring a file may never do so. */
const loadMs = 3_000

/** A watcher that is loaded with the first task: no look is worth its while in a task's first moments. */
export function createWatcher(plainOptions: WatcherOptions): Watcher {
  const options = { ...plainOptions, tools: toWatchTools(plainOptions.endpoint) }
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
