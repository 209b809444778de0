import {
  createImageTask,
  isPending,
  type ImageTask,
  type ImageTaskOptions,
  type OmniImageInput,
  type TaskClient,
  type TaskSnapshot,
} from '@omni-image/core'
import { computed, shallowRef, toValue, type ComputedRef, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { useOmniImageClient } from './client-plugin.ts'
import { followWhenMounted } from './follow-when-mounted.ts'

export interface UseOmniImageOptions<Input = OmniImageInput> extends Pick<ImageTaskOptions, 'onSuccess' | 'onError'> {
  /**
   * When the screen is first attached: shows the newest unfinished task of the client's journal, if there is one and
   * nothing was started meanwhile. Default: false. Give the client a journal that outlives the page.
   */
  readonly journal?: MaybeRefOrGetter<boolean | undefined>
  /** Default: the plugin's. Another one stops what is shown and starts from `idle`. */
  readonly client?: MaybeRefOrGetter<TaskClient<Input> | undefined>
}

export interface UseOmniImageResult<Input = OmniImageInput> extends Pick<ImageTask, 'stop' | 'resume' | 'reset'> {
  readonly status: ComputedRef<TaskSnapshot['status']>
  readonly images: ComputedRef<TaskSnapshot['images']>
  readonly error: ComputedRef<TaskSnapshot['error']>
  readonly task_id: ComputedRef<TaskSnapshot['task_id']>
  /** From `preparing` to `processing`. */
  readonly isPending: ComputedRef<boolean>
  readonly generate: (input: MaybeRefOrGetter<Input>) => Promise<TaskSnapshot>
  readonly snapshot: Readonly<ShallowRef<TaskSnapshot>>
}

/**
 * Generates images and shows how far they are. Renders once for each visible change; options may be refs or getters.
 * Leaving the page looks away: the paid task goes on, and a paid request is never cut off.
 *
 * @example
 * const { generate, images, status } = useOmniImage()
 * // <button @click="generate({ prompt: 'a lighthouse' })">{{ status }} <img v-for="{ url } in images" :key="url" :src="url"></button>
 */
export function useOmniImage<Input = OmniImageInput>(
  options: MaybeRefOrGetter<UseOmniImageOptions<Input>> = {},
): UseOmniImageResult<Input> {
  const provided = useOmniImageClient() as TaskClient<Input>
  const client = computed(() => toValue(toValue(options).client) ?? provided)
  const journal = computed(() => toValue(toValue(options).journal))
  const task = computed(() =>
    createImageTask({
      client: client.value,
      journal: journal.value,
      onSuccess: (snapshot) => toValue(options).onSuccess?.(snapshot),
      onError: (error, snapshot) => toValue(options).onError?.(error, snapshot),
    }),
  )
  const snapshot = shallowRef(task.value.getSnapshot()) // shallow: snapshots are replaced, never edited
  followWhenMounted(task, (shown, onCleanup) => {
    const show = (): void => void (snapshot.value = shown.getSnapshot())
    const unsubscribe = shown.subscribe(show)
    const leave = shown.attach()
    show()
    onCleanup(() => {
      unsubscribe()
      leave()
    })
  })
  return {
    status: computed(() => snapshot.value.status),
    images: computed(() => snapshot.value.images),
    error: computed(() => snapshot.value.error),
    task_id: computed(() => snapshot.value.task_id),
    isPending: computed(() => isPending(snapshot.value)),
    generate: (input) => task.value.generate(toValue(input)),
    stop: () => task.value.stop(),
    resume: () => task.value.resume(),
    reset: () => task.value.reset(),
    snapshot,
  }
}
