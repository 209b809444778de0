import { isPending } from '@omni-image/core'
import type { Hints } from '../hints/hints.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { JobRecord } from './job-record.ts'

/** Has an eye on accepted tasks while their jobs pause: all of them in few looks, as core does it for a page. */
export interface Follower {
  /** Until the task is seen to be over: what ended the job may have been something faster, but this learns of it. */
  readonly follow: (record: JobRecord) => void
  /** Gives the jobs that nobody has an eye on any more. */
  readonly close: () => readonly string[]
}

/** Calls `wake` when a job's pause should end: its task is over, or a callback says that it has changed. */
export function createFollower({ follow: watch, read }: Upstream, hints: Hints, wake: (id: string) => void): Follower {
  const followed = new Map<string, { readonly id: string; readonly end: () => void }>() // by the id upstream

  const unsubscribe = hints.subscribe(({ external_task_id = '', user }) => {
    // With a user it comes from jobs, and is for the user's pages.
    const job = user === undefined ? followed.get(external_task_id) : undefined
    if (job) wake(job.id)
  })

  return {
    follow: (record) => {
      const { id, upstreamId, entry } = record
      if (followed.has(upstreamId) || entry?.task_id === undefined) return
      const { task_id, startedAt, submittedAt: createdAtMs = startedAt, options: wanted } = entry
      const handle = watch({ task_id, externalId: upstreamId, createdAtMs, wanted })
      const end = handle.subscribe(() => {
        const { task } = handle.getSnapshot()
        if (isPending(handle.getSnapshot())) return
        end()
        followed.delete(upstreamId)
        // A watch that failed says nothing of the task; the look at the end of the pause will.
        if (task && !isPending(read(task))) wake(id)
      })
      followed.set(upstreamId, { id, end })
    },
    close: () => {
      unsubscribe()
      const left = [...followed.values()]
      followed.clear()
      for (const { end } of left) end()
      return left.map(({ id }) => id)
    },
  }
}
