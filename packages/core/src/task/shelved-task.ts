import type { AnyEndpoint } from '../wire/endpoint.ts'
import { isInputOf } from './describe-input.ts'
import { isSameInput } from './is-same-input.ts'
import type { StartedTask } from './started-task.ts'
import { staysLost } from './stays-lost.ts'
import type { TaskListItem } from './task-list-item.ts'

/** A task and how it shows. */
export interface ShelvedTask {
  item: TaskListItem
  /** Undefined while the client is starting it. */
  handle?: StartedTask | undefined
  /** Cancels what was not sent yet. */
  readonly starting: AbortController
  isStopped: boolean
  /** Nobody knows what became of the request. */
  isLost: boolean
  /** How many references went along, where only the journal tells. */
  readonly images?: number | undefined
  /** Kept while nobody knows what became of the request; it may hold large images. */
  input?: unknown
  unsubscribe?: (() => void) | undefined
}

/** Whether nobody knows what became of its request. */
export function isLost({ handle, isLost: wasLost }: ShelvedTask): boolean {
  return handle !== undefined && staysLost(wasLost, handle.getSnapshot())
}

/** Whether this input is what the task was started with. */
export function asksFor(
  endpoint: AnyEndpoint,
  { item: { key, prompt, options }, input, images }: ShelvedTask,
  asked: unknown,
): boolean {
  if (input !== undefined) return isSameInput(input, asked)
  return isInputOf(endpoint, asked, { key, prompt, options, images })
}

export function unfollow(task: ShelvedTask): void {
  task.unsubscribe?.()
  task.unsubscribe = undefined
}
