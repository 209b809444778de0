'use client'

import {
  createImageTask,
  isPending,
  type ImageTask,
  type ImageTaskOptions,
  type OmniImageInput,
  type TaskClient,
  type TaskSnapshot,
} from '@omni-image/core'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useOmniImageClient } from './client-context.ts'

export interface UseOmniImageOptions<Input = OmniImageInput> extends Pick<
  ImageTaskOptions,
  'journal' | 'onSuccess' | 'onError'
> {
  /** Default: the provider's. Another one stops what is shown and starts from `idle`. */
  readonly client?: TaskClient<Input> | undefined
}

export interface UseOmniImageResult<Input = OmniImageInput>
  extends
    Pick<TaskSnapshot, 'status' | 'images' | 'error' | 'task_id'>,
    Pick<ImageTask<Input>, 'generate' | 'stop' | 'resume' | 'reset'> {
  /** From `preparing` to `processing`. */
  readonly isPending: boolean
  readonly snapshot: TaskSnapshot
}

/**
 * Generates images and shows how far they are. Renders once for each visible change; the functions stay the same.
 * Leaving the page looks away: the paid task goes on, and a paid request is never cut off.
 *
 * @example
 * const { generate, images, status } = useOmniImage()
 * return <button onClick={() => generate({ prompt: 'a lighthouse' })}>{status} {images.map(({ url }) => <img key={url} src={url} />)}</button>
 */
export function useOmniImage<Input = OmniImageInput>(
  options: UseOmniImageOptions<Input> = {},
): UseOmniImageResult<Input> {
  const provided = useOmniImageClient() as TaskClient<Input>
  const { client = provided, journal } = options
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const task = useMemo(
    () =>
      // oxlint-disable-next-line react/refs -- read when a task ends, never while rendering
      createImageTask({
        client,
        journal,
        onSuccess: (snapshot) => latest.current.onSuccess?.(snapshot),
        onError: (error, snapshot) => latest.current.onError?.(error, snapshot),
      }),
    [client, journal],
  )
  const snapshot = useSyncExternalStore(task.subscribe, task.getSnapshot, task.getSnapshot)
  useEffect(() => task.attach(), [task]) // StrictMode and Activity mount twice: left once, looking again here
  const { status, images, error, task_id } = snapshot
  const { generate, stop, resume, reset } = task
  return { status, images, error, task_id, isPending: isPending(snapshot), generate, stop, resume, reset, snapshot }
}
