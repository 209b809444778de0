import type { JournalOptions } from '../journal/task-journal.ts'
import { isPending, type TaskSnapshot } from './snapshot.ts'

/** One task of a list. The same object until something visible changes. */
export interface TaskListItem extends Pick<TaskSnapshot, 'status' | 'images' | 'error' | 'task_id'> {
  /** Names the item for `stop`, `resume` and `remove`: the `external_task_id` that its request carries. */
  readonly key: string
  readonly prompt: string
  /** What was asked for besides the prompt; images are not kept. */
  readonly options: JournalOptions
  /** When it was started, in milliseconds since 1970. */
  readonly startedAt: number
  /** From `preparing` to `processing`. */
  readonly isPending: boolean
  readonly snapshot: TaskSnapshot
}

export type TaskListItemOrigin = Pick<TaskListItem, 'key' | 'prompt' | 'options' | 'startedAt'>

export function toItem({ key, prompt, options, startedAt }: TaskListItemOrigin, snapshot: TaskSnapshot): TaskListItem {
  const { status, images, error, task_id } = snapshot
  return { key, prompt, options, startedAt, status, images, error, task_id, isPending: isPending(snapshot), snapshot }
}
