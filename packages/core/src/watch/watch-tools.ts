import { backoffMs, isPassing } from '../client/backoff.ts'
import { readTask } from '../client/read-task.ts'
import { longestTimerMs, sleep } from '../client/until-aborted.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { TaskTimeoutError } from '../errors/task-timeout-error.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import type { Task } from '../wire/generated/types.ts'
import { parseJson } from '../wire/json.ts'
import type { ParameterLimits } from '../wire/operation.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { valueAt } from '../wire/value-at.ts'

const tools = { backoffMs, isPassing, sleep, longestTimerMs, toOmniImageError, TaskTimeoutError, parseJson }

/**
 * What the files that are loaded later need of the first one. If they imported it by themselves, bundlers would cut the
 * first file in pieces.
 */
export type WatchTools = typeof tools &
  Pick<TaskDescription, 'get' | 'list' | 'duration'> & {
    readonly pageSizes: ParameterLimits | undefined
    readonly readTask: (data: unknown) => Task
    /** The id of a task, and the one that its caller gave it; undefined where it has none. */
    readonly idsOf: (task: unknown) => readonly unknown[]
  }

export function toWatchTools({ tasks, pageSizes }: Pick<AnyEndpoint, 'tasks' | 'pageSizes'>): WatchTools {
  const { id, externalId } = tasks.task
  return {
    ...tools,
    ...tasks,
    pageSizes,
    readTask: (data) => readTask(tasks, data),
    idsOf: (task) => [valueAt(task, id), valueAt(task, externalId)],
  }
}
