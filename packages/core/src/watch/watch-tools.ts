import { askedMs, backoffMs, isPassing } from '../client/backoff.ts'
import { readTask, tryReadTask, type TaskIds } from '../client/read-task.ts'
import { longestTimerMs, sleep } from '../client/until-aborted.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { TaskTimeoutError } from '../errors/task-timeout-error.ts'
import { readTaskFields, readTaskImages } from '../client/read-task-fields.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import type { Task } from '../wire/generated/types.ts'
import { parseJson } from '../wire/json.ts'
import type { ParameterLimits } from '../wire/operation.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { valueAt } from '../wire/value-at.ts'
import { isPassingLook } from './is-passing-look.ts'

/** A timer comes a minute late in a page that nobody sees. Later still: the machine slept, or its clock was set. */
const latestMs = 60_000

const tools = {
  askedMs,
  backoffMs,
  isPassing,
  isPassingLook,
  latestMs,
  sleep,
  longestTimerMs,
  toOmniImageError,
  TaskTimeoutError,
  parseJson,
}

/**
 * What the files that are loaded later need of the first one. If they imported it by themselves, bundlers would cut the
 * first file in pieces.
 */
export type WatchTools = typeof tools &
  Pick<TaskDescription, 'submit' | 'get' | 'list' | 'duration'> & {
    readonly pageSizes: ParameterLimits | undefined
    readonly readTask: (data: unknown, ours?: TaskIds) => Task
    readonly tryReadTask: (data: unknown) => Task | undefined
    /** The id of a task, and the one that its caller gave it; undefined where it has none. */
    readonly idsOf: (task: unknown) => readonly unknown[]
    /** Whether it is said to be done, and shows nothing. */
    readonly lacksImages: (task: Task) => boolean
  }

export function toWatchTools({ tasks, pageSizes }: Pick<AnyEndpoint, 'tasks' | 'pageSizes'>): WatchTools {
  const { id, externalId } = tasks.task
  return {
    ...tools,
    ...tasks,
    pageSizes,
    tryReadTask: (data) => tryReadTask(tasks, data),
    readTask: (data, ours) => readTask(tasks, data, ours),
    idsOf: (task) => [valueAt(task, id), valueAt(task, externalId)],
    lacksImages: (task) => {
      return readTaskFields(tasks, task).word === 'succeed' && readTaskImages(tasks, task).length === 0
    },
  }
}
