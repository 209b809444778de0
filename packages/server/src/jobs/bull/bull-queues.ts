import type * as Bull from 'bullmq'
import type { Logger } from '../../handler/log.ts'
import type { JobRecord } from '../job-record.ts'

export type BullModule = typeof Bull
export type BullQueue = Bull.Queue<JobRecord>

export interface BullOptions {
  readonly redis: string | object
  readonly prefix: string | undefined
  readonly keepMs: number
  readonly lockMs: number
  readonly logger: Logger
}

/** A minute apart in the end: so an API or a bucket may be away for most of a day. */
const attempts = 1000

export async function loadBull(): Promise<BullModule> {
  try {
    return await import('bullmq')
  } catch (cause) {
    throw new Error('Jobs in Redis need two more packages: npm install bullmq ioredis', { cause })
  }
}

export function openQueue({ Queue }: BullModule, name: string, options: BullOptions): BullQueue {
  const queue: BullQueue = new Queue(name, { ...toBase(options), defaultJobOptions: toJobOptions(options) })
  // BullMQ connects again by itself; without a listener an error would end the process.
  queue.on('error', (error) => options.logger.warn({ error: error.message }, 'the job queue lost Redis for a while'))
  return queue
}

export function toBase({ redis, prefix }: BullOptions): Pick<Bull.WorkerOptions, 'connection' | 'prefix'> {
  const connection = typeof redis === 'string' ? { url: redis } : redis
  return { connection, ...(prefix !== undefined && { prefix }) }
}

function toJobOptions({ keepMs }: BullOptions): Bull.JobsOptions {
  const kept = { age: Math.ceil(keepMs / 1000) }
  return {
    attempts,
    backoff: { type: 'custom' },
    removeOnComplete: kept,
    removeOnFail: kept,
    stackTraceLimit: 3,
  }
}
