import type { TaskSnapshot } from './snapshot.ts'
import type { StartedTask } from './started-task.ts'

/** The task that is waited for. */
export interface Settled {
  readonly snapshot: TaskSnapshot
  readonly handle: StartedTask
}

/** Somebody who waits for the first thing that can be read; a record, as there is one for most tasks. */
export interface Waiter {
  readonly read: (snapshot: TaskSnapshot, task: Settled) => unknown
  readonly resolve: (result: unknown) => void
  readonly signal: AbortSignal | undefined
  /** Listens to the signal. */
  abort?: () => void
}

/** Whether nothing is left to wait for. */
export function settle({ read, resolve, signal, abort }: Waiter, task: Settled): boolean {
  try {
    signal?.throwIfAborted()
    const result = read(task.snapshot, task)
    if (result === undefined) return false
    resolve(result)
  } catch (error) {
    resolve(Promise.reject(error))
  }
  if (abort) signal?.removeEventListener('abort', abort)
  return true
}
