import type { Task } from '@omni-image/core/wire'
import type { Desk } from './desk.ts'

/** Remembers whose task it is. It is paid for, so a store that fails is told to the operator and not to the browser. */
export async function keep(
  { owners, logger }: Pick<Desk, 'owners' | 'logger'>,
  user: string,
  id: string,
  task: Task,
): Promise<void> {
  try {
    await owners.keep(user, id, task)
  } catch (error) {
    const entry = { error, task_id: task.task_id, external_task_id: id, user }
    logger.error(entry, 'a paid task could not be written to the ownership store')
  }
}
