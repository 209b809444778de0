import type { GeneratedImage, Task } from '../wire/generated/types.ts'
import type { TaskDescription, TaskWord } from '../wire/task-description.ts'
import { valueAt } from '../wire/value-at.ts'

/** What the engine reads of a task object, found where the spec's `x-task` says. */
export interface TaskFields {
  readonly task_id: string
  readonly external_task_id: string | undefined
  readonly word: TaskWord
  /** The status as the API wrote it. */
  readonly said: string
  /** Grows along a task's life: of two answers the one with the lower rank is the older. */
  readonly rank: number
  readonly reason: string | undefined
  readonly createdAt: number | undefined
}

export function readTaskFields({ task: places, words, final }: TaskDescription, task: Task): TaskFields {
  const { id, externalId, status, reason } = places
  const said = (valueAt(task, status) as string).toLowerCase()
  // A word nobody knows is taken as "not finished"; the deadline bounds it.
  const word = Object.hasOwn(words, said) ? words[said]! : 'processing'
  const stage = word === 'submitted' ? 1 : final.includes(word) ? 3 : 2
  return {
    task_id: valueAt(task, id) as string,
    external_task_id: text(valueAt(task, externalId)),
    word,
    said,
    rank: stage * 1e14 + (toMs(task.updated_at) ?? 0),
    reason: text(valueAt(task, reason)),
    createdAt: toMs(task.created_at),
  }
}

/** The pictures of a task: of the places where they may stand, the first that has any. */
export function readTaskImages({ task: { images } }: TaskDescription, task: Task): readonly GeneratedImage[] {
  return images.map((keys) => toImages(valueAt(task, keys))).find(({ length }) => length > 0) ?? []
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` || undefined : undefined
}

/** Those with an address, by `index` where each has one, else as they came. */
function toImages(value: unknown): readonly GeneratedImage[] {
  const images = Array.isArray(value) ? (value as GeneratedImage[]).filter((image) => image?.url) : []
  return images.toSorted((one, other) => (one.index ?? 0) - (other.index ?? 0))
}

/** The API counts milliseconds; some gateways stamp seconds. */
export function toMs(time: unknown): number | undefined {
  return typeof time === 'number' ? (time < 1e11 ? time * 1000 : time) : undefined
}
