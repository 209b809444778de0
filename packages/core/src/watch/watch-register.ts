import type { Watch } from './watched.ts'

/** Finds watches by the id of their task; there may be several of one task. */
export interface WatchRegister {
  readonly add: (watch: Watch, id: string) => void
  readonly remove: (watch: Watch) => void
  /** All that watch a task, under any of its ids. */
  readonly find: (ids: readonly unknown[]) => Watch[]
}

export function createWatchRegister(): WatchRegister {
  const firsts = new Map<string, Watch>()

  function remove(watch: Watch): void {
    const { id, twin } = watch
    let other = firsts.get(id)
    if (other === watch) {
      if (twin) firsts.set(id, twin)
      else firsts.delete(id)
    } else {
      while (other && other.twin !== watch) other = other.twin
      if (other) other.twin = twin
    }
    watch.twin = undefined
  }

  return {
    remove,
    add(watch, id) {
      watch.id = id
      watch.twin = firsts.get(id)
      firsts.set(id, watch)
    },
    find(ids) {
      const found: Watch[] = []
      for (const id of new Set(ids)) {
        for (let watch = firsts.get(id as string); watch; watch = watch.twin) found.push(watch)
      }
      return found
    },
  }
}
