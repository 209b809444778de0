import type { OmniImageClient, TaskList, TaskListItem, TaskListOptions } from '@omni-image/core'

type Calls = Pick<TaskList, 'generate' | 'stop' | 'resume' | 'remove' | 'clear'>

/** What a user of either binding sees and does on a screen with many tasks. */
interface TasksPage extends Calls {
  /** What stands on the screen, read from the DOM: one line for each task, such as `a lighthouse: succeed, 1`. */
  readonly shown: () => readonly string[]
  /** The items that the hook gave at its last render. */
  readonly tasks: () => readonly TaskListItem[]
  /** What every render has shown, in order, repetitions included. */
  readonly renders: readonly string[]
  /** The functions that the hook gave at its last render, as they are. */
  readonly functions: () => Calls
  readonly useClient: (client: OmniImageClient) => Promise<void>
  readonly useCallbacks: (callbacks: TaskCallbacks) => Promise<void>
  readonly unmount: () => void
}

type TaskCallbacks = Pick<TaskListOptions, 'onSuccess' | 'onError'>

/** Mounts a page whose provider (or plugin) has `client`. */
export type MountTasks = (client: OmniImageClient, callbacks?: TaskCallbacks) => Promise<TasksPage>

export function toLine({ prompt, status, images, error }: TaskListItem): string {
  return `${prompt}: ${status}${images.length > 0 ? `, ${images.length}` : ''}${error ? `, ${error.code}` : ''}`
}
