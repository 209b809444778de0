import type { TaskStatus } from '@omni-image/core/wire'
import type { TaskRecord } from './task-record.ts'

export interface Moment {
  readonly status: TaskStatus
  readonly sinceMs: number
}

/** Where a task stands at a time. */
export function momentOf(record: TaskRecord, nowMs: number): Moment {
  const [end, start, creation] = momentsOf(record).toReversed() as [Moment, Moment, Moment]
  if (nowMs >= end.sinceMs) return end
  return nowMs >= start.sinceMs ? start : creation
}

/** The whole life of a task, in order. */
export function momentsOf(record: TaskRecord): readonly [Moment, Moment, Moment] {
  return [
    { status: 'submitted', sinceMs: record.createdAtMs },
    { status: 'processing', sinceMs: record.startsAtMs },
    { status: record.failure === undefined ? 'succeed' : 'failed', sinceMs: record.endsAtMs },
  ]
}
