import type { OmniImageClient, OmniImageInput } from '@omni-image/core'
import { generateMutationOptions, taskQueryOptions } from '@omni-image/core/query'
import * as tanstack from '@tanstack/react-query'
import { Fragment, StrictMode, useLayoutEffect, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { readOutputs, toText, type Framework } from './query-page.ts'

const { QueryClientProvider, useMutation, useQuery } = tanstack

interface TaskProps {
  readonly client: OmniImageClient
  readonly id: string
}

function Task({ client, id }: TaskProps): ReactElement {
  return <output>{toText(useQuery(taskQueryOptions({ client, id })))}</output>
}

const createFramework = (Mode: typeof StrictMode | typeof Fragment): Framework => ({
  tanstack,
  mount: async (client, queryClient, ids = []) => {
    const told: string[] = []
    let generate: ((input: OmniImageInput) => void) | undefined

    function Screen(): ReactElement {
      const mutation = useMutation(generateMutationOptions({ client, onSnapshot: ({ status }) => told.push(status) }))
      useLayoutEffect(() => {
        generate = mutation.mutate
      })
      return (
        <>
          <output>{toText(mutation)}</output>
          {ids.map((id, index) => (
            <Task key={index} client={client} id={id} />
          ))}
        </>
      )
    }

    const host = document.body.appendChild(document.createElement('div'))
    const root = createRoot(host)
    flushSync(() =>
      root.render(
        <Mode>
          <QueryClientProvider client={queryClient}>
            <Screen />
          </QueryClientProvider>
        </Mode>,
      ),
    )
    await new Promise((resolve) => setTimeout(resolve)) // effects run after the paint
    return {
      generated: () => readOutputs(host)[0]!,
      tasks: () => readOutputs(host).slice(1),
      told,
      generate: (input) => generate!(input),
      unmount: () => flushSync(() => root.unmount()),
    }
  },
})

export const inReact: Framework = createFramework(Fragment)
export const inStrictReact: Framework = createFramework(StrictMode)
