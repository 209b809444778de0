import { isPending, type TaskSnapshot } from './snapshot.ts'
import type { StartedTask } from './started-task.ts'

type Result = IteratorResult<TaskSnapshot, void>

const over: Result = { done: true, value: undefined }

/**
 * Every snapshot from the first call of `next` on, in order; ends with the last. Leaving the loop ends the watching, and
 * `return` does so at once while `next` still waits, for which a generator would wait as well.
 */
export function toIterator({
  getSnapshot,
  subscribe,
}: Pick<StartedTask, 'getSnapshot' | 'subscribe'>): AsyncIterableIterator<TaskSnapshot, void, undefined> {
  const unread: TaskSnapshot[] = []
  const waiting: ((result: Result) => void)[] = []
  let unsubscribe: (() => void) | undefined
  let isOver = false

  function hear(): void {
    const value = getSnapshot()
    const resolve = waiting.shift()
    if (resolve) resolve({ value, done: false })
    else unread.push(value)
    if (!isPending(value)) end()
  }

  function end(): void {
    isOver = true
    unsubscribe?.()
    for (const resolve of waiting.splice(0)) resolve(over)
  }

  function leave(): void {
    unread.length = 0
    end()
  }

  const iterator: AsyncIterableIterator<TaskSnapshot, void, undefined> = {
    next: async () => {
      if (!isOver && !unsubscribe) {
        hear()
        if (!isOver) unsubscribe = subscribe(hear)
      }
      const value = unread.shift()
      if (value) return { value, done: false }
      return isOver ? over : new Promise((resolve) => waiting.push(resolve))
    },
    return: async () => {
      leave()
      return over
    },
    throw: async (error: unknown) => {
      leave()
      throw error
    },
    [Symbol.asyncIterator]: () => iterator,
  }
  return iterator
}
