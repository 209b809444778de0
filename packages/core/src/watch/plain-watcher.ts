import type { Watched } from './watched.ts'
import type { CreateWatcher, Watcher } from './watcher-options.ts'

/** Looks at each task by itself, at even pauses. For pages that cannot load more than their first file. */
export const createPlainWatcher: CreateWatcher = ({ send, deadlineMs, watch = {}, tools }): Watcher => {
  const { minPauseMs = 1_000, maxPauseMs = 10_000 } = watch
  const { get, duration, readTask, sleep, backoffMs, isPassingLook, latestMs, toOmniImageError, TaskTimeoutError } =
    tools
  const evenPauseMs = Math.max(minPauseMs, Math.min(maxPauseMs, duration.medianMs / 6))
  const watches = new Map<Watched, AbortController>()

  async function follow(task: Watched, signal: AbortSignal): Promise<void> {
    let startedAt = Date.now()
    let pauseMs = minPauseMs
    for (let failures = 0; ;) {
      const leftMs = startedAt + deadlineMs - Date.now()
      const id = task.getSnapshot().task_id!
      if (leftMs <= 0) throw new TaskTimeoutError(id, Date.now() - startedAt)
      const untilMs = Date.now() + Math.min(pauseMs, leftMs)
      await sleep(Math.min(pauseMs, leftMs), signal)
      startedAt += Math.max(0, Date.now() - untilMs - latestMs) // nobody has waited while the machine slept
      try {
        const { data } = await send({ operation: get, id, signal })
        failures = 0
        pauseMs = evenPauseMs
        task.dispatch({ type: 'see', task: readTask(data, task.getSnapshot()) })
      } catch (error) {
        if (!isPassingLook(error, task.getSnapshot().submittedAt))
          throw toOmniImageError(error, `Looking at task ${id}`)
        pauseMs = backoffMs(++failures, error)
      }
    }
  }

  return {
    add(task) {
      const controller = new AbortController()
      const { signal } = controller
      watches.set(task, controller)
      follow(task, signal).catch((error: unknown) => {
        if (!signal.aborted) task.dispatch({ type: 'fail', error: toOmniImageError(error, 'Watching') })
      })
    },
    remove(task) {
      watches.get(task)?.abort()
      watches.delete(task)
    },
    close() {
      for (const task of watches.keys()) task.dispatch({ type: 'stop' })
    },
  }
}
