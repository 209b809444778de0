import type { ImageTask, ImageTaskOptions, OmniImageClient, TaskSnapshot } from '@omni-image/core'

/** What a user of either binding sees and does. */
export interface Page extends Pick<ImageTask, 'stop' | 'resume' | 'reset' | 'generate'> {
  /** What stands on the screen, read from the DOM. */
  readonly shown: () => Shown
  /** The snapshot that the hook gave at its last render. */
  readonly snapshot: () => TaskSnapshot
  /** Every status that was rendered, in order, repetitions included. */
  readonly renders: readonly string[]
  /** The functions that the hook gave at its last render, as they are. */
  readonly functions: () => readonly [generate: ImageTask['generate'], ...others: unknown[]]
  readonly useClient: (client: OmniImageClient) => Promise<void>
  readonly useCallbacks: (callbacks: Callbacks) => Promise<void>
  readonly unmount: () => void
}

export interface Shown {
  readonly status: string
  readonly isPending: boolean
  readonly images: readonly string[]
  readonly error: string | null
  readonly task_id: string | null
}

export type Callbacks = Pick<ImageTaskOptions, 'onSuccess' | 'onError'>

/** Mounts a page whose provider (or plugin) has `client`. */
export type Mount = (client: OmniImageClient, callbacks?: Callbacks) => Promise<Page>

export function toShown(
  snapshot: Pick<TaskSnapshot, 'status' | 'images' | 'error' | 'task_id'> & { isPending: boolean },
): string {
  const { status, images, error, task_id, isPending } = snapshot
  const shown: Shown = {
    status,
    isPending,
    images: images.map(({ url }) => url),
    error: error?.code ?? null,
    task_id: task_id ?? null,
  }
  return JSON.stringify(shown)
}
