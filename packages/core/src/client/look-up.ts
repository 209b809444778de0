import { inputError } from '../errors/input-error.ts'
import type { Task } from '../wire/generated/types.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { backoffMs, isPassing } from './backoff.ts'
import type { Send } from './http.ts'
import { readTask, tryReadTask, type TaskIds } from './read-task.ts'
import { sleep } from './until-aborted.ts'

/** One look at a task. */
export async function lookUp(
  send: Send,
  tasks: TaskDescription,
  id: string,
  signal?: AbortSignal,
  ours?: TaskIds,
): Promise<Task> {
  return readTask(tasks, (await send({ operation: tasks.get, id: checkId(id), signal }))['data'], ours)
}

/** Refuses what a path would lose, so that no task is paid for that cannot be found. */
export function checkId(id: string, path = '/id'): string {
  if (id && !/^\.{1,2}$/.test(id)) return id
  throw inputError(path, 'format', `${path.slice(1)} must be text that can stand in a path`)
}

export interface ListOptions {
  /** From 1. Default 1, at most 1000. */
  readonly pageNum?: number
  /** Default 30, at most 500. A shorter page is the last. */
  readonly pageSize?: number
  readonly signal?: AbortSignal | undefined
}

/** One page of tasks. */
export async function listTasks(
  send: Send,
  tasks: TaskDescription,
  { pageNum, pageSize, signal }: ListOptions,
): Promise<Task[]> {
  if (!tasks.list) throw inputError('/list', 'required', 'the API has no list of these tasks')
  const { data } = await send({ operation: tasks.list, query: { pageNum, pageSize }, signal })
  const items: unknown[] = Array.isArray(data) ? data : [data ?? []].flat()
  const found = items.flatMap((item) => tryReadTask(tasks, item) ?? [])
  return found.length > 0 ? found : items.map((item) => readTask(tasks, item)) // a page of which nothing fits is none
}

/** A longer wait than this is the caller's to decide on, in milliseconds. */
const longestPauseMs = 60_000

/** Repeats a reading call while it fails for a passing reason. */
export async function withRetry<Result>(
  read: () => Promise<Result>,
  retry: number,
  signal: AbortSignal | undefined,
): Promise<Result> {
  for (let failures = 1; ; failures++) {
    try {
      return await read()
    } catch (error) {
      const pauseMs = backoffMs(failures, error)
      if (failures > retry || !isPassing(error) || pauseMs > longestPauseMs) throw error
      await sleep(pauseMs, signal)
    }
  }
}
