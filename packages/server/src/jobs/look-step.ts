import { isOmniImageError, TaskTimeoutError } from '@omni-image/core'
import type { Task } from '@omni-image/core/wire'
import { isOver, type JobRecord, type SaveRecord } from './job-record.ts'
import type { JobTools } from './job-tools.ts'

type LookOutcome =
  | { readonly type: 'over'; readonly record: JobRecord }
  /** Something else may end the pause early; the look at its end is for when nobody did. */
  | { readonly type: 'pending'; readonly pauseMs: number }

/** One look at the task of an accepted job. Rejects for a passing reason, or with a `TaskTimeoutError`. */
export type LookStep = (record: JobRecord, save: SaveRecord) => Promise<LookOutcome>

/** Between looks that nothing has asked for. Later ones are further apart. */
export const shortestLookPauseMs = 15_000
const longestLookPauseMs = 120_000

export function createLookStep({ upstream, clock, deadlineMs }: JobTools): LookStep {
  return async (record, save) => {
    const { entry } = record
    if (isOver(record)) return { type: 'over', record }
    const ageMs = clock.now() - (entry!.submittedAt ?? entry!.startedAt)
    const task = await look(entry!.task_id!, ageMs)
    const { status, error } = task ? upstream.read(task) : { status: 'submitted' as const, error: undefined }
    if (status === 'succeed' || status === 'failed') {
      const ending = { finishedAt: clock.now(), ...(task && { task }), ...(error && { reason: error.message }) }
      const over: JobRecord = { ...record, entry: { ...entry!, state: status, ...ending } }
      await save(over)
      return { type: 'over', record: over }
    }
    if (ageMs > deadlineMs) throw new TaskTimeoutError(entry!.task_id!, ageMs)
    return { type: 'pending', pauseMs: Math.min(longestLookPauseMs, Math.max(shortestLookPauseMs, ageMs)) }
  }

  /** Just after the create an API may not know its own task yet. */
  async function look(task_id: string, ageMs: number): Promise<Task | undefined> {
    try {
      return await upstream.client.get(task_id)
    } catch (error) {
      const isUnknown = isOmniImageError(error) && error.code === 'api' && error.kind === 'not-found'
      if (!isUnknown || ageMs > deadlineMs) throw error
      return undefined
    }
  }
}
