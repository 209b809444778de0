import { isPending, type TaskSnapshot } from './snapshot.ts'
import type { StartedTask } from './started-task.ts'

/** Every snapshot from now on, in order; ends with the last. Leaving the loop ends the watching. */
export async function* toIterator({
  getSnapshot,
  subscribe,
}: Pick<StartedTask, 'getSnapshot' | 'subscribe'>): AsyncGenerator<TaskSnapshot, void, undefined> {
  const waiting: TaskSnapshot[] = [getSnapshot()]
  let wake = (): void => undefined
  const unsubscribe = subscribe(() => {
    waiting.push(getSnapshot())
    wake()
  })
  try {
    for (;;) {
      const next = waiting.shift()
      if (next) {
        yield next
        if (!isPending(next)) return
      } else {
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  } finally {
    unsubscribe()
  }
}
