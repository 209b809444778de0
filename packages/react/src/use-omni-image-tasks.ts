'use client'

import {
  createTaskList,
  type OmniImageInput,
  type TaskClient,
  type TaskList,
  type TaskListItem,
  type TaskListOptions,
} from '@omni-image/core'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useOmniImageClient } from './client-context.ts'

export interface UseOmniImageTasksOptions<Input = OmniImageInput> extends Pick<
  TaskListOptions,
  'onSuccess' | 'onError'
> {
  /** Default: the provider's. The tasks are those of the client, and its journal is their history. */
  readonly client?: TaskClient<Input> | undefined
}

export interface UseOmniImageTasksResult<Input = OmniImageInput> extends Pick<
  TaskList<Input>,
  'generate' | 'stop' | 'resume' | 'remove' | 'clear'
> {
  /** Newest first. An item stays the same object until something visible of it changes. */
  readonly tasks: readonly TaskListItem[]
}

/**
 * Generates images, any number at a time, and shows them with those of earlier visits. Renders once for each visible
 * change of one task; the functions stay the same. Empty on a server and while a page is hydrated.
 * Leaving the page looks away: paid tasks go on, and coming back shows what became of them.
 *
 * @example
 * const { tasks, generate } = useOmniImageTasks()
 * return <ul onClick={() => generate({ prompt: 'a lighthouse' })}>{tasks.map(({ key, prompt, status }) => <li key={key}>{prompt}: {status}</li>)}</ul>
 */
export function useOmniImageTasks<Input = OmniImageInput>(
  options: UseOmniImageTasksOptions<Input> = {},
): UseOmniImageTasksResult<Input> {
  const provided = useOmniImageClient() as TaskClient<Input>
  const client = options.client ?? provided
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const list = useMemo(
    () =>
      // oxlint-disable-next-line react/refs -- read when a task ends, never while rendering
      createTaskList({
        client,
        onSuccess: (item) => latest.current.onSuccess?.(item),
        onError: (error, item) => latest.current.onError?.(error, item),
      }),
    [client],
  )
  const tasks = useSyncExternalStore(list.subscribe, list.getSnapshot, getNone)
  const { generate, stop, resume, remove, clear } = list
  return { tasks, generate, stop, resume, remove, clear }
}

const none: readonly TaskListItem[] = []
const getNone = (): readonly TaskListItem[] => none
