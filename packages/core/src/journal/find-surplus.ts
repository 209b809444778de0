import { omniImageTask } from '../wire/generated/tasks.ts'
import { isFinished } from './newer-entry.ts'
import type { JournalEntry } from './task-journal.ts'

export interface JournalLimits {
  /** How many finished tasks are kept, the newest. Unfinished ones stay besides them. Default: 200. */
  readonly maxEntries?: number | undefined
}

export const defaultMaxEntries = 200

/** Whether nothing is left to look at: the addresses of the pictures are dead, and the API has forgotten the task. */
export function isOutdated({ startedAt, finishedAt = startedAt, retentionMs }: JournalEntry): boolean {
  return Date.now() - finishedAt > (retentionMs ?? omniImageTask.retentionMs)
}

/** Of entries in the order of writing. */
export function newestFirst(entries: readonly JournalEntry[]): JournalEntry[] {
  return entries.toReversed().toSorted((one, other) => other.startedAt - one.startedAt)
}

/** The entries that have to go: what is outdated, and the oldest finished ones beyond `maxEntries`. */
export function findSurplus(entries: readonly JournalEntry[], maxEntries: number): JournalEntry[] {
  const finished = newestFirst(entries.filter((entry) => isFinished(entry) && !isOutdated(entry)))
  return [...entries.filter(isOutdated), ...finished.slice(maxEntries)]
}
