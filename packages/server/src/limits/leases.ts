import type { Clock } from '../clock.ts'

/** Places that are taken for a while. */
export interface Leases {
  /** Takes a place, or renews it; false where `most` places are taken. It is free again at `untilMs` at the latest. */
  readonly take: (owner: string, id: string, most: number, untilMs: number) => boolean | Promise<boolean>
  readonly release: (owner: string, id: string) => void | Promise<void>
}

export function createLocalLeases({ now }: Clock): Leases {
  const taken = new Map<string, Map<string, number>>()
  return {
    take: (owner, id, most, untilMs) => {
      const own = taken.get(owner) ?? new Map<string, number>()
      for (const [other, endsAtMs] of own) if (endsAtMs <= now()) own.delete(other)
      if (!own.has(id) && own.size >= most) return false
      taken.set(owner, own.set(id, untilMs))
      return true
    },
    release: (owner, id) => {
      const own = taken.get(owner)
      own?.delete(id)
      if (own?.size === 0) taken.delete(owner)
    },
  }
}
