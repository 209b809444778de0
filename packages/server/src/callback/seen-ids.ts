import type { Clock } from '../clock.ts'

/** For as long as a signature is accepted, from five minutes ahead to five minutes behind. */
const memoryMs = 10 * 60_000
const most = 100_000

export interface SeenIds {
  /** True the first time. */
  readonly isNew: (id: string) => boolean
}

export function createSeenIds({ now }: Clock): SeenIds {
  const seen = new Map<string, number>() // in the order of their time
  return {
    isNew: (id) => {
      for (const [old, atMs] of seen) {
        if (atMs > now() - memoryMs && seen.size <= most) break
        seen.delete(old)
      }
      if (seen.has(id)) return false
      seen.set(id, now())
      return true
    },
  }
}
