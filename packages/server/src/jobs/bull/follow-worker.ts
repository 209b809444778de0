import type { Worker } from 'bullmq'
import { isStuck } from '../backoff.ts'
import type { Follower } from '../follower.ts'
import type { JobRecord } from '../job-record.ts'
import type { BullJobQueueOptions } from './bull-job-queue-options.ts'
import type { BullModule } from './bull-queues.ts'
import { queueNames } from './queue-names.ts'
import { logTroubles, toWorkerOptions } from './worker-options.ts'

/** A look takes next to nothing here, and what `onFinished` does is up to the app. */
const concurrency = 16

/** Takes accepted jobs to their end. Between two looks a job is delayed, and no worker holds it. */
export function startFollowWorker(
  { DelayedError, UnrecoverableError, Worker: BullWorker }: BullModule,
  follower: Follower,
  options: BullJobQueueOptions,
): Worker<JobRecord> {
  const { steps, logger } = options

  const worker = new BullWorker<JobRecord, unknown>(
    queueNames.follow,
    async (job, token) => {
      const outcome = await steps
        .look(job.data, (record) => job.updateData(record))
        .catch((error: Error) => {
          throw isStuck(error) ? new UnrecoverableError(error.message) : error
        })
      if (outcome.type === 'pending') {
        await job.moveToDelayed(Date.now() + outcome.pauseMs, token)
        follower.follow(job.data) // only now, as what is not delayed cannot be woken
        throw new DelayedError()
      }
      const { record } = outcome
      await steps.tell(record, (told) => job.updateData(told))
      if (record.entry?.state === 'failed') throw new UnrecoverableError(record.entry.reason ?? 'failed')
      return { task_id: record.entry?.task_id }
    },
    { ...toWorkerOptions(options), concurrency },
  )
  logTroubles(worker, logger)
  return worker
}
