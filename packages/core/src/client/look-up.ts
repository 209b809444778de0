import { inputError } from '../errors/input-error.ts'
import { operations } from '../wire/generated/operations.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { Task } from '../wire/generated/types.ts'
import { backoffMs, isPassing } from './backoff.ts'
import type { Call, Send } from './http.ts'
import { readTask, readTaskList } from './read-task.ts'
import { sleep } from './sleep.ts'

/** One look at a task. */
export async function lookUp(send: Send, id: string, signal?: AbortSignal): Promise<Task> {
  if (/^\.{0,2}$/.test(id)) throw inputError('/id', 'format', 'id must be a task_id or an external_task_id')
  return readTask(await send({ operation: omniImageTask.get, id, signal }))
}

export interface ListOptions {
  /** From 1. Default 1, at most 1000. */
  readonly pageNum?: number
  /** Default 30, at most 500. A shorter page is the last. */
  readonly pageSize?: number
  readonly signal?: AbortSignal
}

export async function listTasks(send: Send, { signal, ...query }: ListOptions): Promise<Task[]> {
  const { parameters } = operations[omniImageTask.list]
  for (const [name, { minimum, maximum }] of Object.entries(parameters)) {
    const value = query[name as keyof typeof parameters]
    if (value !== undefined && !(Number.isInteger(value) && value >= minimum && value <= maximum)) {
      throw inputError(`/${name}`, 'type', `${name} must be a whole number from ${minimum} to ${maximum}`)
    }
  }
  return readTaskList(await send({ operation: omniImageTask.list, query, signal }))
}

/** Repeats a reading call while it fails for a passing reason. */
export async function withRetry<Result>(
  read: () => Promise<Result>,
  retry: number,
  signal: Call['signal'],
): Promise<Result> {
  for (let failures = 1; ; failures++) {
    try {
      return await read()
    } catch (error) {
      if (failures > retry || !isPassing(error)) throw error
      await sleep(backoffMs(failures, error), signal)
    }
  }
}
