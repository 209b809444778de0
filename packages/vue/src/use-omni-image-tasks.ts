import {
  createTaskList,
  type OmniImageInput,
  type TaskList,
  type TaskListItem,
  type TaskListOptions,
  type TaskClient,
  type TaskSnapshot,
} from '@omni-image/core'
import { computed, shallowRef, toValue, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { useOmniImageClient } from './client-plugin.ts'
import { followWhenMounted } from './follow-when-mounted.ts'

export interface UseOmniImageTasksOptions<Input = OmniImageInput> extends Pick<
  TaskListOptions,
  'onSuccess' | 'onError'
> {
  /** Default: the plugin's. The tasks are those of the client, and its journal is their history. */
  readonly client?: MaybeRefOrGetter<TaskClient<Input> | undefined>
}

export interface UseOmniImageTasksResult<Input = OmniImageInput> extends Pick<
  TaskList,
  'stop' | 'resume' | 'remove' | 'clear'
> {
  /** Newest first. An item stays the same object until something visible of it changes. */
  readonly tasks: Readonly<ShallowRef<readonly TaskListItem[]>>
  readonly generate: (input: MaybeRefOrGetter<Input>) => Promise<TaskSnapshot>
}

/**
 * Generates images, any number at a time, and shows them with those of earlier visits. Renders once for each visible
 * change of one task; options may be refs or getters. Empty on a server and while a page is hydrated.
 * Leaving the page looks away: paid tasks go on, and coming back shows what became of them.
 *
 * @example
 * const { tasks, generate } = useOmniImageTasks()
 * // <ul @click="generate({ prompt: 'a lighthouse' })"><li v-for="{ key, prompt, status } in tasks" :key="key">{{ prompt }}: {{ status }}</li></ul>
 */
export function useOmniImageTasks<Input = OmniImageInput>(
  options: MaybeRefOrGetter<UseOmniImageTasksOptions<Input>> = {},
): UseOmniImageTasksResult<Input> {
  const provided = useOmniImageClient() as TaskClient<Input>
  const client = computed(() => toValue(toValue(options).client) ?? provided)
  const list = computed(() =>
    createTaskList({
      client: client.value,
      onSuccess: (item) => toValue(options).onSuccess?.(item),
      onError: (error, item) => toValue(options).onError?.(error, item),
    }),
  )
  const tasks = shallowRef<readonly TaskListItem[]>([]) // shallow: items are replaced, never edited
  followWhenMounted(list, (shown, onCleanup) => {
    const show = (): void => void (tasks.value = shown.getSnapshot())
    onCleanup(shown.subscribe(show))
    show()
  })
  return {
    tasks,
    generate: (input) => list.value.generate(toValue(input)),
    stop: (key) => list.value.stop(key),
    resume: (key) => list.value.resume(key),
    remove: (key) => list.value.remove(key),
    clear: () => list.value.clear(),
  }
}
