import type { Worker } from 'bullmq'
import { isStuck } from '../backoff.ts'
import type { Follower } from '../follower.ts'
import type { JobRecord } from '../job-record.ts'
import { shortestLookPauseMs } from '../look-step.ts'
import type { BullJobQueueOptions } from './bull-job-queue-options.ts'
import type { BullModule, BullQueue } from './bull-queues.ts'
import { queueNames } from './queue-names.ts'
import { logTroubles, toWorkerOptions } from './worker-options.ts'

/** BullMQ obeys a pause that it is told of only where there is a limiter. */
const noRate = { max: 1_000_000, durationMs: 1000 }

/** Takes waiting jobs as far as an accepted task. */
export function startSubmitWorker(
  { DelayedError, RateLimitError, UnrecoverableError, Worker: BullWorker }: BullModule,
  queues: { readonly submit: BullQueue; readonly follow: BullQueue },
  follower: Follower,
  options: BullJobQueueOptions,
): Worker<JobRecord> {
  const { steps, requests, concurrency, rate = noRate, logger } = options

  const worker = new BullWorker<JobRecord, unknown>(
    queueNames.submit,
    async (job, token) => {
      const outcome = await steps
        .submit(
          job.data,
          () => requests.read(job.data),
          (record) => job.updateData(record),
        )
        .catch((error: Error) => {
          throw isStuck(error) ? new UnrecoverableError(error.message) : error
        })
      if (outcome.type === 'unclear') {
        await job.moveToDelayed(Date.now() + outcome.pauseMs, token)
        throw new DelayedError()
      }
      if (outcome.type === 'lull') {
        await queues.submit.rateLimit(outcome.pauseMs)
        throw new RateLimitError()
      }
      const { record, type } = outcome
      if (type === 'refused') {
        await steps.tell(record, (told) => job.updateData(told))
        throw new UnrecoverableError(record.entry?.reason ?? 'refused')
      }
      await queues.follow.add('follow', record, { jobId: record.id, delay: shortestLookPauseMs })
      follower.follow(record)
      await requests.remove(record)
      return { task_id: record.entry?.task_id }
    },
    { ...toWorkerOptions(options), concurrency, limiter: { max: rate.max, duration: rate.durationMs } },
  )
  logTroubles(worker, logger)
  return worker
}
