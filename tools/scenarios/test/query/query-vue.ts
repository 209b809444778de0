import type { OmniImageInput } from '@omni-image/core'
import { generateMutationOptions, taskQueryOptions } from '@omni-image/core/query'
import * as tanstack from '@tanstack/vue-query'
import { createApp, defineComponent, h, nextTick, reactive } from 'vue'
import { readOutputs, toText, type Framework, type Tanstack } from './query-page.ts'

const { useMutation, useQuery, VueQueryPlugin } = tanstack

export const inVue: Framework = {
  tanstack: tanstack as unknown as Tanstack,
  mount: async (client, queryClient, ids = []) => {
    const told: string[] = []
    let generate: ((input: OmniImageInput) => void) | undefined

    const Task = defineComponent(
      ({ id }: { readonly id: string }) => {
        const task = reactive(useQuery(taskQueryOptions({ client, id })))
        return () => h('output', toText(task))
      },
      { props: ['id'] },
    )
    const Screen = defineComponent(() => {
      const onSnapshot = ({ status }: { readonly status: string }): void => void told.push(status)
      const mutation = reactive(useMutation(generateMutationOptions({ client, onSnapshot })))
      generate = mutation.mutate
      return () => [h('output', toText(mutation)), ids.map((id, key) => h(Task, { key, id }))]
    })
    const host = document.body.appendChild(document.createElement('div'))
    const app = createApp(Screen).use(VueQueryPlugin, { queryClient: queryClient as unknown as tanstack.QueryClient })
    app.mount(host)
    await nextTick()
    return {
      generated: () => readOutputs(host)[0]!,
      tasks: () => readOutputs(host).slice(1),
      told,
      generate: (input) => generate!(input),
      unmount: () => app.unmount(),
    }
  },
}
