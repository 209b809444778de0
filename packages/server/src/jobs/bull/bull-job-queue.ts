import type { Job as BullJob, Worker } from 'bullmq'
import { createFollower } from '../follower.ts'
import type { FoundJob, JobQueue } from '../job-queue.ts'
import { isOver, type JobRecord } from '../job-record.ts'
import type { BullJobQueueOptions } from './bull-job-queue-options.ts'
import { type BullQueue, loadBull, openQueue } from './bull-queues.ts'
import { queueNames } from './queue-names.ts'
import { startFollowWorker } from './follow-worker.ts'
import { startSubmitWorker } from './submit-worker.ts'

/** Jobs on BullMQ: any number of processes enqueue and work, and any of them may die at any time. */
export function createBullJobQueue(options: BullJobQueueOptions): JobQueue {
  const { upstream, hints, requests } = options
  let opening: Promise<{ readonly submit: BullQueue; readonly follow: BullQueue }> | undefined
  const workers: Worker[] = []
  const follower = createFollower(upstream, hints, (id) => void wake(id).catch(() => undefined))

  async function open(): Promise<{ readonly submit: BullQueue; readonly follow: BullQueue }> {
    const bull = await loadBull()
    return { submit: openQueue(bull, queueNames.submit, options), follow: openQueue(bull, queueNames.follow, options) }
  }
  const queues = (): ReturnType<typeof open> => (opening ??= open())

  /** A job that is not delayed is being looked at, or will be at once. */
  async function wake(id: string): Promise<void> {
    const job = await (await queues()).follow.getJob(id)
    await job?.promote()
  }

  async function findBullJob(id: string): Promise<BullJob<JobRecord> | undefined> {
    const { submit, follow } = await queues()
    return (await follow.getJob(id)) ?? submit.getJob(id)
  }

  async function find(id: string): Promise<FoundJob | undefined> {
    const job = await findBullJob(id)
    if (!job) return undefined
    const isStuck = !isOver(job.data) && (await job.isFailed())
    return { record: job.data, ...(isStuck && { stuckReason: job.failedReason }) }
  }

  return {
    find,
    add: async (record) => {
      const { submit } = await queues()
      await submit.add('submit', await requests.putAway(record), { jobId: record.id })
    },
    retry: async (id) => {
      const job = await findBullJob(id)
      if (!job || !(await job.isFailed())) return false
      await job.retry()
      return true
    },
    work: async () => {
      if (workers.length > 0) return
      const [bull, own] = await Promise.all([loadBull(), queues()])
      workers.push(startSubmitWorker(bull, own, follower, options), startFollowWorker(bull, follower, options))
      await Promise.all(workers.map((worker) => worker.waitUntilReady()))
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()))
      // Others need not wait for the end of the pause to take them over.
      await Promise.allSettled(follower.close().map(wake))
      const own = await opening?.catch(() => undefined)
      await Promise.all([own?.submit.close(), own?.follow.close()])
    },
  }
}
