import { bornAtOf } from './schedule.ts'
import type { Watch } from './watched.ts'

/** Somewhere between two looks that are further apart, a task's end tells too little. */
const longestGapMs = 15_000

/** How long a task took that got its pictures; undefined where that is not known well. */
export function durationOf(watch: Watch): number | undefined {
  const { status, task } = watch.task.getSnapshot()
  if (status !== 'succeed') return undefined
  const bornAt = bornAtOf(watch)
  const leastMs = watch.seenBefore === undefined ? 0 : watch.seenBefore - bornAt
  const mostMs = (watch.seenAt ?? 0) - bornAt
  const { created_at = 0, updated_at = 0 } = task ?? {}
  const stampedMs = (updated_at - created_at) * (created_at < 1e11 ? 1_000 : 1) // some gateways stamp seconds
  if (stampedMs > 0 && stampedMs > leastMs - 1_000 && stampedMs < mostMs + 1_000) return stampedMs
  return mostMs - leastMs < longestGapMs ? (leastMs + mostMs) / 2 : undefined
}
