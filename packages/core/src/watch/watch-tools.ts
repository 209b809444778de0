import { backoffMs, isPassing } from '../client/backoff.ts'
import { readTask } from '../client/read-task.ts'
import { longestTimerMs, sleep } from '../client/until-aborted.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { TaskTimeoutError } from '../errors/task-timeout-error.ts'
import { queries } from '../wire/generated/operations.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import { parseJson } from '../wire/json.ts'

/**
 * What the files that are loaded later need of the first one. If they imported it by themselves, bundlers would cut the
 * first file in pieces.
 */
export const watchTools = {
  backoffMs,
  isPassing,
  readTask,
  sleep,
  longestTimerMs,
  toOmniImageError,
  TaskTimeoutError,
  parseJson,
  pageSizes: queries[omniImageTask.list].pageSize,
  ...omniImageTask,
}

export type WatchTools = typeof watchTools
