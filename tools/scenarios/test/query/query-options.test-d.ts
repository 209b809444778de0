import {
  createOmniImageClient,
  createTaskClient,
  type AnyOmniImageError,
  type Endpoint,
  type OmniImageInput,
  type OmniImageResult,
  type Task,
  type TaskClient,
} from '@omni-image/core'
import { generateMutationOptions, taskListQueryOptions, taskQueryOptions } from '@omni-image/core/query'
import * as react from '@tanstack/react-query'
import * as vue from '@tanstack/vue-query'
import { expectTypeOf, it } from 'vitest'
import { computed, ref, type Ref } from 'vue'

interface UpscaleInput {
  readonly picture: string
}

const client = createOmniImageClient()
declare const upscale: Endpoint<UpscaleInput>
const upscaleClient: TaskClient<UpscaleInput> = createTaskClient(upscale)

it('useQuery of React knows result and error', () => {
  const { data, error } = react.useQuery(taskQueryOptions({ client, id: 'task-1' }))
  expectTypeOf(data).toEqualTypeOf<OmniImageResult | undefined>()
  expectTypeOf(error).toEqualTypeOf<AnyOmniImageError | null>()
})

it('useQuery of Vue knows result and error', () => {
  const { data, error } = vue.useQuery(taskQueryOptions({ client, id: 'task-1' }))
  expectTypeOf(data).toEqualTypeOf<Ref<OmniImageResult, OmniImageResult> | Ref<undefined, undefined>>()
  expectTypeOf(error.value).toEqualTypeOf<AnyOmniImageError | null>()
})

it('options may depend on what is there later, and options of the app stand beside them', () => {
  const id = ref<string>()
  const { data } = vue.useQuery(computed(() => taskQueryOptions({ client, id: id.value })))
  expectTypeOf(data.value).toEqualTypeOf<OmniImageResult | undefined>()
  const count = react.useQuery({
    ...taskQueryOptions({ client, id: id.value }),
    staleTime: 60_000,
    select: ({ images }) => images.length,
  })
  expectTypeOf(count.data).toEqualTypeOf<number | undefined>()
  expectTypeOf(react.useSuspenseQuery(taskQueryOptions({ client, id: 'task-1' })).data).toEqualTypeOf<OmniImageResult>()
})

it('many tasks at once are results and errors as well', () => {
  const queries = ['task-1', 'task-2'].map((id) => taskQueryOptions({ client, id }))
  const [inReact] = react.useQueries({ queries })
  const [inVue] = vue.useQueries({ queries }).value
  expectTypeOf(inReact!.data).toEqualTypeOf<OmniImageResult | undefined>()
  expectTypeOf(inReact!.error).toEqualTypeOf<AnyOmniImageError | null>()
  expectTypeOf(inVue!.data).toEqualTypeOf<OmniImageResult | undefined>()
  expectTypeOf(inVue!.error).toEqualTypeOf<AnyOmniImageError | null>()
})

it("TanStack's queryOptions give the key the type of the data", () => {
  const queryClient = new react.QueryClient()
  const { queryKey } = react.queryOptions(taskQueryOptions({ client, id: 'task-1' }))
  expectTypeOf(queryClient.getQueryData(queryKey)).toEqualTypeOf<OmniImageResult | undefined>()
  expectTypeOf(
    queryClient.fetchQuery(taskQueryOptions({ client, id: 'task-1' })),
  ).resolves.toEqualTypeOf<OmniImageResult>()
})

it('a list is of tasks', () => {
  const inReact = react.useQuery(taskListQueryOptions({ client, pageNum: 2 }))
  const inVue = vue.useQuery(taskListQueryOptions({ client, pageNum: 2 }))
  expectTypeOf(inReact.data).toEqualTypeOf<Task[] | undefined>()
  expectTypeOf(inReact.error).toEqualTypeOf<AnyOmniImageError | null>()
  expectTypeOf(inVue.data.value).toEqualTypeOf<Task[] | undefined>()
  expectTypeOf(inVue.error.value).toEqualTypeOf<AnyOmniImageError | null>()
})

it('useMutation of React takes the input and knows result and error', () => {
  const { mutate, mutateAsync, data, error } = react.useMutation(generateMutationOptions({ client }))
  expectTypeOf(mutate).parameter(0).toEqualTypeOf<OmniImageInput>()
  expectTypeOf(mutateAsync).returns.resolves.toEqualTypeOf<OmniImageResult>()
  expectTypeOf(data).toEqualTypeOf<OmniImageResult | undefined>()
  expectTypeOf(error).toEqualTypeOf<AnyOmniImageError | null>()
})

it('useMutation of Vue takes the input and knows result and error', () => {
  const { mutate, mutateAsync, data, error } = vue.useMutation(generateMutationOptions({ client }))
  expectTypeOf(mutate).parameter(0).toEqualTypeOf<OmniImageInput>()
  expectTypeOf(mutateAsync).returns.resolves.toEqualTypeOf<OmniImageResult>()
  expectTypeOf(data.value).toEqualTypeOf<OmniImageResult | undefined>()
  expectTypeOf(error.value).toEqualTypeOf<AnyOmniImageError | null>()
})

it('a client of another endpoint takes its own input', () => {
  const inReact = react.useMutation(generateMutationOptions({ client: upscaleClient }))
  const inVue = vue.useMutation(generateMutationOptions({ client: upscaleClient }))
  expectTypeOf(inReact.mutate).parameter(0).toEqualTypeOf<UpscaleInput>()
  expectTypeOf(inVue.mutate).parameter(0).toEqualTypeOf<UpscaleInput>()
  expectTypeOf(react.useQuery(taskQueryOptions({ client: upscaleClient, id: '1' })).data).toEqualTypeOf<
    OmniImageResult | undefined
  >()
  // @ts-expect-error a prompt is nothing that this endpoint takes
  inReact.mutate({ prompt: 'a lighthouse' })
})

it('a mutation can be set as the default of its key', () => {
  const queryClient = new react.QueryClient()
  const options = generateMutationOptions({ client })
  expectTypeOf(queryClient.setMutationDefaults(options.mutationKey, options)).toEqualTypeOf<void>()
})
