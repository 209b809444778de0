import type { Upstream } from '../upstream/upstream.ts'
import { withExternalId } from '../ownership/owners.ts'
import type { Job } from './job.ts'
import type { FoundJob } from './job-queue.ts'

/** A job as its owner sees it. */
export function toJob({ record, stuckReason }: FoundJob, { read }: Pick<Upstream, 'read'>): Job {
  const { id, user, key, enqueuedAt, entry } = record
  const { task_id, task, state = 'waiting', reason = stuckReason } = entry ?? {}
  return {
    external_task_id: id,
    user,
    key,
    state: stuckReason === undefined ? state : 'stuck',
    enqueuedAt,
    images: task ? read(task).images : [],
    ...(task_id !== undefined && { task_id }),
    ...(task && { task: withExternalId(task, id) }),
    ...(reason !== undefined && { reason }),
  }
}
