import type { JournalEntry, JournalState } from './task-journal.ts'

const ranks: Readonly<Record<JournalState, number>> = { submitting: 0, accepted: 1, succeed: 2, failed: 2 }

/** Grows along a task's life. */
export function rankOf({ state }: JournalEntry): number {
  return ranks[state]
}

export function isFinished(entry: JournalEntry): boolean {
  return rankOf(entry) === 2
}

/**
 * Of two entries under one id the one that counts, whoever wrote first; where neither is ahead, `next`. Under an id that
 * was used for two requests it is the later, unless only the earlier has a task to show.
 */
export function newerEntry(last: JournalEntry | undefined, next: JournalEntry): JournalEntry {
  if (!last) return next
  if (last.startedAt === next.startedAt) return rankOf(next) < rankOf(last) ? last : next
  const [earlier, later] = last.startedAt < next.startedAt ? [last, next] : [next, last]
  const isKept = (earlier.state === 'accepted' || earlier.state === 'succeed') && later.task_id === undefined
  return isKept ? earlier : later
}
