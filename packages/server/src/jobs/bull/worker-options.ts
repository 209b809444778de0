import type { Worker, WorkerOptions } from 'bullmq'
import type { Logger } from '../../handler/log.ts'
import { backoffMs } from '../backoff.ts'
import { type BullOptions, toBase } from './bull-queues.ts'

/** Steps are short and can be done again, so a job may outlive many workers; one that kills each of them ends here. */
const maxStalledCount = 25

export function toWorkerOptions(options: BullOptions): WorkerOptions {
  const { lockMs } = options
  return {
    ...toBase(options),
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount,
    settings: { backoffStrategy: (attemptsMade, _type, error) => backoffMs(attemptsMade, error) },
  }
}

export function logTroubles(worker: Worker, logger: Logger): void {
  worker.on('error', (error) => logger.warn({ error: error.message }, 'a job worker lost Redis for a while'))
  worker.on('failed', (job, error) => {
    const entry = { job: job?.id, error: error.message }
    if (job?.finishedOn !== undefined) logger.error(entry, 'a job has failed')
    else if (job?.attemptsMade === 1) logger.warn(entry, 'a step of a job failed and is tried again')
  })
}
