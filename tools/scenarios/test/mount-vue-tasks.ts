import type { OmniImageClient } from '@omni-image/core'
import { createOmniImage, useOmniImageTasks, type UseOmniImageTasksResult } from '@omni-image/vue'
import { createApp, defineComponent, h, nextTick, onMounted, onUpdated, shallowRef } from 'vue'
import { toLine, type MountTasks } from './tasks-page.ts'

export const mountVueTasks: MountTasks = async (firstClient, firstCallbacks = {}) => {
  const host = document.body.appendChild(document.createElement('ul'))
  const renders: string[] = []
  const client = shallowRef<OmniImageClient>()
  const callbacks = shallowRef(firstCallbacks)
  let hook: UseOmniImageTasksResult | undefined

  const Screen = defineComponent(() => {
    const result = useOmniImageTasks(() => ({ ...callbacks.value, client }))
    hook = result
    const count = (): void => void renders.push(result.tasks.value.map(toLine).join())
    onMounted(count)
    onUpdated(count)
    return () => result.tasks.value.map((item) => h('li', { key: item.key }, toLine(item)))
  })
  const app = createApp(Screen).use(createOmniImage({ client: firstClient }))
  app.mount(host)
  await nextTick()
  return {
    shown: () => [...host.children].map(({ textContent }) => textContent),
    tasks: () => hook!.tasks.value,
    renders,
    generate: (input) => hook!.generate(input),
    stop: (key) => hook!.stop(key),
    resume: (key) => hook!.resume(key),
    remove: (key) => hook!.remove(key),
    clear: () => hook!.clear(),
    functions: () => hook!,
    useClient: async (next) => {
      client.value = next
      await nextTick()
    },
    useCallbacks: async (next) => {
      callbacks.value = next
      await nextTick()
    },
    unmount: () => app.unmount(),
  }
}
