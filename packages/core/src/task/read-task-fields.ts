import { omniImageTask } from '../wire/generated/tasks.ts'
import type { GeneratedImage, Task } from '../wire/generated/types.ts'
import type { Keys } from '../wire/task-description.ts'

/** What the engine reads of a task object, found where the spec's `x-task` says. */
export interface TaskFields {
  readonly task_id: string
  readonly external_task_id: string | undefined
  readonly word: 'submitted' | 'processing' | 'succeed' | 'failed'
  readonly reason: string | undefined
  readonly images: readonly GeneratedImage[]
  readonly createdAt: number | undefined
  readonly updatedAt: number | undefined
}

export function readTaskFields(task: Task): TaskFields {
  const { id, externalId, status, reason, images } = omniImageTask.task
  const words: Readonly<Record<string, TaskFields['word']>> = omniImageTask.words
  const lists = images.map((keys) => valueAt(task, keys))
  return {
    task_id: valueAt(task, id) as string,
    external_task_id: (valueAt(task, externalId) as string) || undefined,
    // A word nobody knows is taken as "not finished"; the deadline bounds it.
    word: words[(valueAt(task, status) as string).toLowerCase()] ?? 'processing',
    reason: (valueAt(task, reason) as string) || undefined,
    images: inOrder(lists.find((list) => Array.isArray(list) && list.length > 0) as GeneratedImage[] | undefined),
    createdAt: toMs(task.created_at),
    updatedAt: toMs(task.updated_at),
  }
}

function valueAt(value: unknown, keys: Keys): unknown {
  return keys.reduce((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], value)
}

/** By `index` where every picture has one, else as they came. */
function inOrder(images: readonly GeneratedImage[] = []): readonly GeneratedImage[] {
  const hasPlaces = images.every(({ index }) => index !== undefined)
  return hasPlaces ? images.toSorted((one, other) => one.index! - other.index!) : images
}

/** The API counts milliseconds; some gateways stamp seconds. */
function toMs(time: number | undefined): number | undefined {
  return time !== undefined && time < 1e11 ? time * 1000 : time
}
