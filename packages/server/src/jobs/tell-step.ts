import { announce } from './announce.ts'
import type { JobRecord, SaveRecord } from './job-record.ts'
import type { JobTools } from './job-tools.ts'
import { toJob } from './to-job.ts'

/** Passes on how a job has ended. Rejects as `onFinished` does, and is then to be repeated. */
export type TellStep = (record: JobRecord, save: SaveRecord) => Promise<void>

export function createTellStep({ upstream, hints, onFinished, closing }: JobTools): TellStep {
  return async (record, save) => {
    if (record.isTold) return
    await announce(record, hints)
    const key = record.entry?.task_id ?? record.id
    await onFinished?.(toJob({ record }, upstream), { key, signal: closing })
    await save({ ...record, isTold: true })
  }
}
