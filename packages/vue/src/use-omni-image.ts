import {
  createImageTask,
  isPending,
  type ImageTask,
  type ImageTaskOptions,
  type OmniImageClient,
  type OmniImageInput,
  type TaskSnapshot,
} from '@omni-image/core'
import { computed, shallowRef, toValue, watch, type ComputedRef, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { useOmniImageClient } from './client-plugin.ts'

export interface UseOmniImageOptions extends Partial<Pick<ImageTaskOptions, 'onSuccess' | 'onError'>> {
  /** Default: the plugin's. Another one stops what is shown and starts from `idle`. */
  readonly client?: MaybeRefOrGetter<OmniImageClient | undefined>
}

export interface UseOmniImageResult extends Pick<ImageTask, 'stop' | 'resume' | 'reset'> {
  readonly status: ComputedRef<TaskSnapshot['status']>
  readonly images: ComputedRef<TaskSnapshot['images']>
  readonly error: ComputedRef<TaskSnapshot['error']>
  readonly task_id: ComputedRef<TaskSnapshot['task_id']>
  /** From `preparing` to `processing`. */
  readonly isPending: ComputedRef<boolean>
  readonly generate: (input: MaybeRefOrGetter<OmniImageInput>) => Promise<TaskSnapshot>
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
export function useOmniImage(options: MaybeRefOrGetter<UseOmniImageOptions> = {}): UseOmniImageResult {
  const provided = useOmniImageClient()
  const client = computed(() => toValue(toValue(options).client) ?? provided)
  const task = computed(() =>
    createImageTask({
      client: client.value,
      onSuccess: (snapshot) => toValue(options).onSuccess?.(snapshot),
      onError: (error, snapshot) => toValue(options).onError?.(error, snapshot),
    }),
  )
  const snapshot = shallowRef(task.value.getSnapshot()) // shallow: snapshots are replaced, never edited
  const follow = (shown: ImageTask, onCleanup: (stop: () => void) => void): void => {
    const show = (): void => void (snapshot.value = shown.getSnapshot())
    const unsubscribe = shown.subscribe(show)
    const leave = shown.attach()
    show()
    onCleanup(() => {
      unsubscribe()
      leave()
    })
  }
  watch(task, (shown, _last, onCleanup) => follow(shown, onCleanup), { immediate: true, flush: 'sync' })
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
