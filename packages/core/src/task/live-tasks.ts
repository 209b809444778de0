import type { TaskState } from './task-state.ts'

/** The unfinished tasks of a client by `external_task_id`, so that none gets a second handle and all slots are counted. */
export interface LiveTasks {
  readonly get: (external_task_id: string) => TaskState | undefined
  /** Does nothing where another task has the id already: the earlier one has the better claim. */
  readonly add: (external_task_id: string, task: TaskState) => void
  /** From now on it is known only as long as somebody else holds it; its journal entry can always bring it back. */
  readonly loosen: (task: TaskState) => void
  readonly delete: (task: TaskState) => void
  /** Those that were not loosened, in the order in which they came. */
  readonly held: () => Iterable<TaskState>
}

export function createLiveTasks(): LiveTasks {
  const tasks = new Map<string, TaskState | WeakRef<TaskState>>()
  let sweepSize = 1_000

  function get(id: string): TaskState | undefined {
    const found = tasks.get(id)
    return found instanceof WeakRef ? found.deref() : found
  }

  return {
    get,
    add: (id, task) => {
      if (get(id)) return
      task.key = id
      tasks.set(id, task)
      if (tasks.size < sweepSize) return
      for (const key of tasks.keys()) if (!get(key)) tasks.delete(key)
      sweepSize = 1_000 + 2 * tasks.size
    },
    loosen: (task) => {
      if (tasks.get(task.key) === task) tasks.set(task.key, new WeakRef(task))
    },
    delete: (task) => {
      if (get(task.key) === task) tasks.delete(task.key)
    },
    *held() {
      for (const task of tasks.values()) if (!(task instanceof WeakRef)) yield task
    },
  }
}
