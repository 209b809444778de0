import { createOmniImage, useOmniImage, type UseOmniImageResult } from '@omni-image/vue'
import { createApp, defineComponent, h, nextTick, onMounted, onUpdated, shallowRef } from 'vue'
import { toShown, type Mount, type Shown } from './page.ts'

export const mountVue: Mount = async (firstClient, firstCallbacks = {}) => {
  const host = document.body.appendChild(document.createElement('div'))
  const renders: string[] = []
  const client = shallowRef<typeof firstClient>()
  const callbacks = shallowRef(firstCallbacks)
  let hook: UseOmniImageResult | undefined

  const Screen = defineComponent(() => {
    const result = useOmniImage(() => ({ ...callbacks.value, client }))
    hook = result
    const count = (): void => void renders.push(result.status.value)
    onMounted(count)
    onUpdated(count)
    return () =>
      h(
        'output',
        toShown({
          status: result.status.value,
          images: result.images.value,
          error: result.error.value,
          task_id: result.task_id.value,
          isPending: result.isPending.value,
        }),
      )
  })
  const app = createApp(Screen).use(createOmniImage({ client: firstClient }))
  app.mount(host)
  await nextTick()
  return {
    shown: () => JSON.parse(host.textContent) as Shown,
    snapshot: () => hook!.snapshot.value,
    renders,
    generate: (input) => hook!.generate(input),
    stop: () => hook!.stop(),
    resume: () => hook!.resume(),
    reset: () => hook!.reset(),
    functions: () => [hook!.generate, hook!.stop, hook!.resume, hook!.reset],
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
