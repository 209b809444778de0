import { ContractError } from '../errors/contract-error.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import type { Task } from '../wire/generated/types.ts'

/**
 * The task that an answer holds. Only what the task is followed by is demanded, its id and its status: an odd value in a
 * field that nobody needs must not lose a paid picture. Fails with a `ContractError`.
 */
export function readTask(data: unknown): Task {
  const task = { ...(data as Record<string, unknown> | null) }
  const [idKey] = omniImageTask.task.id
  const [statusKey] = omniImageTask.task.status
  // Some relays write the id as a number; large ones have arrived as text already.
  if (typeof task[idKey] === 'number') task[idKey] = `${task[idKey]}`
  for (const key of [idKey, statusKey]) {
    const value = task[key]
    if (typeof value !== 'string' || !value) throw new ContractError({ path: `/data/${key}`, code: 'required' })
  }
  return task as Task
}
