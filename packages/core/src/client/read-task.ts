import { ConnectionError } from '../errors/connection-error.ts'
import { ContractError } from '../errors/contract-error.ts'
import type { Task } from '../wire/generated/types.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { valueAt, withValueAt } from '../wire/value-at.ts'

/** Under which a task of ours is known. */
export interface TaskIds {
  readonly task_id?: string | undefined
  readonly external_task_id?: string | undefined
}

/**
 * The task that an answer holds. Only what the task is followed by is demanded, its id and its status: an odd value in a
 * field that nobody needs must not lose a paid picture. Fails with a `ContractError`, and
 * with a passing error where the answer is clearly about another task than ours: a cache has mixed them up.
 */
export function readTask(
  { task: { id, status, externalId } }: Pick<TaskDescription, 'task'>,
  data: unknown,
  ours?: TaskIds,
): Task {
  // Some relays write the id as a number; large ones have arrived as text already.
  const given = valueAt(data, id)
  const task = typeof given === 'number' ? withValueAt(data, id, `${given}`) : data
  for (const keys of [id, status]) {
    const value = valueAt(task, keys)
    if (typeof value !== 'string' || !value) {
      throw new ContractError({ path: `/data/${keys.join('/')}`, code: 'required' })
    }
  }
  if (ours && isOther(ours, valueAt(task, id), valueAt(task, externalId))) {
    throw new ConnectionError('The answer is about another task')
  }
  return task as Task
}

/** The same for one of many: an odd one must not cost the others. */
export function tryReadTask(tasks: Pick<TaskDescription, 'task'>, data: unknown): Task | undefined {
  try {
    return readTask(tasks, data)
  } catch {
    return undefined
  }
}

/** A gateway may have a task id of its own, and need not repeat ours: only two wrong ids are clear. */
export function isOther({ task_id, external_task_id }: TaskIds, id: unknown, externalId: unknown): boolean {
  if (!externalId || external_task_id === undefined) return false
  return externalId !== external_task_id && id !== task_id
}
