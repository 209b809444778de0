import { ContractError } from '../errors/contract-error.ts'
import type { Task } from '../wire/generated/types.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { valueAt, withValueAt } from '../wire/value-at.ts'

/**
 * The task that an answer holds. Only what the task is followed by is demanded, its id and its status: an odd value in a
 * field that nobody needs must not lose a paid picture. Fails with a `ContractError`.
 */
export function readTask({ task: { id, status } }: Pick<TaskDescription, 'task'>, data: unknown): Task {
  // Some relays write the id as a number; large ones have arrived as text already.
  const given = valueAt(data, id)
  const task = typeof given === 'number' ? withValueAt(data, id, `${given}`) : data
  for (const keys of [id, status]) {
    const value = valueAt(task, keys)
    if (typeof value !== 'string' || !value) {
      throw new ContractError({ path: `/data/${keys.join('/')}`, code: 'required' })
    }
  }
  return task as Task
}
