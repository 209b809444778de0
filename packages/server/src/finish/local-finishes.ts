import type { Finishes, Unfinished } from './finishes.ts'

interface Entry {
  unfinished: Unfinished
  dueAtMs: number
  heldUntilMs: number
}

/** In the memory of this process; with it the process forgets whose end was still to be told. */
export function createLocalFinishes(): Finishes {
  const entries = new Map<string, Entry>()

  function hold(entry: Entry, untilMs: number): void {
    entry.heldUntilMs = untilMs
    entry.dueAtMs = untilMs
  }

  return {
    add: (unfinished, dueAtMs) => {
      const { externalId } = unfinished
      if (entries.has(externalId)) return false
      entries.set(externalId, { unfinished, dueAtMs, heldUntilMs: 0 })
      return true
    },
    name: (externalId, task_id) => {
      const entry = entries.get(externalId)
      if (entry) entry.unfinished = { ...entry.unfinished, task_id }
    },
    take: (externalId, nowMs, untilMs) => {
      const entry = entries.get(externalId)
      if (!entry || entry.heldUntilMs > nowMs) return undefined
      hold(entry, untilMs)
      return entry.unfinished
    },
    takeDue: (nowMs, untilMs, most) => {
      const taken: Unfinished[] = []
      for (const entry of entries.values()) {
        if (taken.length >= most) break
        if (entry.dueAtMs > nowMs) continue
        hold(entry, untilMs)
        taken.push(entry.unfinished)
      }
      return taken
    },
    hold: (externalId, untilMs) => {
      const entry = entries.get(externalId)
      if (entry) hold(entry, untilMs)
    },
    putOff: (externalId, dueAtMs) => {
      const entry = entries.get(externalId)
      if (entry) Object.assign(entry, { dueAtMs, heldUntilMs: 0 })
    },
    remove: (externalId) => void entries.delete(externalId),
  }
}
