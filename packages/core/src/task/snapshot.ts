import type { AnyOmniImageError } from '../errors/any-error.ts'
import type { GeneratedImage, Task } from '../wire/generated/types.ts'

export interface Known<Status extends string> {
  readonly status: Status
  /** Empty until `succeed`; in the order of the API. Addresses expire, so save what you want to keep. */
  readonly images: readonly GeneratedImage[]
  /** Only on `failed`. */
  readonly error: undefined
  /** Known as soon as the API has accepted the task. */
  readonly task_id: string | undefined
  /** The id that the request carried: yours, or one that was drawn for it. */
  readonly external_task_id: string | undefined
  /** When the API accepted the task, in milliseconds since 1970. */
  readonly submittedAt: number | undefined
  /**
   * How much of the references has left, from 0 to 1 in steps of a hundredth or more; only while `submitting`, and only
   * where it can be told: of a large body, with the runtime's own `fetch`, in Node, or in a page that holds no token.
   */
  readonly uploadProgress: number | undefined
  /** The task as the API wrote it when something visible last changed. */
  readonly task: Task | undefined
  /** True while `submitting` waits for other tasks to make room; nothing was sent yet, and an abort cancels it. */
  readonly waitingForSlot: boolean
}

/**
 * Everything that a screen can show of one task; the same keys always, and `status` tells the cases apart.
 * `preparing` reads the references, `submitting` is the paid request, `stopped` means that nobody looks any more while
 * the task goes on.
 */
export type TaskSnapshot =
  | Known<'idle' | 'preparing' | 'submitting' | 'stopped'>
  | (Known<'submitted' | 'processing'> & { readonly task_id: string })
  | (Known<'succeed'> & { readonly task_id: string; readonly task: Task })
  | (Omit<Known<'failed'>, 'error'> & { readonly error: AnyOmniImageError })

export type TaskStatus = TaskSnapshot['status']

export const idleSnapshot: Known<'idle'> = {
  status: 'idle',
  images: [],
  error: undefined,
  task_id: undefined,
  external_task_id: undefined,
  submittedAt: undefined,
  uploadProgress: undefined,
  task: undefined,
  waitingForSlot: false,
}

/** Whether the task is on its way: a spinner belongs on the screen, and Stop has something to stop. */
export function isPending({ status }: TaskSnapshot): boolean {
  return status === 'preparing' || status === 'submitting' || status === 'submitted' || status === 'processing'
}

/** Whether two snapshots show the same. */
export function isSameSnapshot(one: TaskSnapshot, other: TaskSnapshot): boolean {
  return (Object.keys(one) as (keyof TaskSnapshot)[]).every((key) => one[key] === other[key])
}
