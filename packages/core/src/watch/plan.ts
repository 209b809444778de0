import { createDueHeap, type DueHeap } from './due-heap.ts'
import type { Watch } from './watched.ts'

/** When each task is looked at next, in a heap that has the first one on top. */
export interface Plan extends Pick<DueHeap<Watch>, 'first' | 'put' | 'remove'> {
  readonly deadlineOf: (watch: Watch) => number
  /** Sets the next look; what lies in the past is now. Whoever is in a hurry waits as the API has asked. */
  readonly set: (watch: Watch, dueAt: number) => void
  /** The API wants to be asked about this one again after that time; `undefined` takes it back. */
  readonly ask: (watch: Watch, askedUntil: number | undefined) => void
  /** Nobody has waited through a sleep. */
  readonly forgive: (watch: Watch, lostMs: number, now: number) => void
  /** The clock was set back: what was planned by the old time would take too long. */
  readonly turnBack: (watch: Watch, now: number) => void
}

export function createPlan(deadlineMs: number): Plan {
  const heap = createDueHeap<Watch>()
  /** Only those of which it has said so. */
  const asked = new WeakMap<Watch, number>()
  const deadlineOf = ({ startedAt }: Watch): number => startedAt + deadlineMs

  function set(watch: Watch, dueAt: number): void {
    watch.dueAt = Math.max(dueAt, asked.get(watch) ?? 0, Date.now())
    heap.put(watch, Math.min(watch.dueAt, deadlineOf(watch)))
  }

  return {
    ...heap,
    deadlineOf,
    set,
    forgive(watch, lostMs, now) {
      watch.startedAt = Math.min(watch.startedAt + lostMs, now)
    },
    turnBack(watch, now) {
      watch.startedAt = Math.min(watch.startedAt, now)
      asked.delete(watch)
      if (watch.seenAt !== undefined) watch.seenAt = Math.min(watch.seenAt, now)
      if (!watch.looking) set(watch, Math.min(watch.dueAt, now))
    },
    ask(watch, askedUntil) {
      if (askedUntil === undefined) asked.delete(watch)
      else asked.set(watch, askedUntil)
    },
  }
}
