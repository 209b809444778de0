import type { Hints } from '../hints/hints.ts'
import type { JobRecord } from './job-record.ts'

/** Tells the user's open pages, wherever they are, to look at the task. A page that is not told finds it later. */
export async function announce({ entry, upstreamId, user }: JobRecord, hints: Hints): Promise<void> {
  if (entry?.task_id === undefined) return
  try {
    await hints.publish({ task_id: entry.task_id, external_task_id: upstreamId, user })
  } catch {
    // Never worth a job's own progress.
  }
}
