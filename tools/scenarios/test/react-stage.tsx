import type { OmniImageClient } from '@omni-image/core'
import { OmniImageProvider } from '@omni-image/react'
import type { Fragment, ReactNode, StrictMode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

export type Mode = typeof StrictMode | typeof Fragment

/** A screen below a provider, on a page. */
export interface Stage<Callbacks> {
  readonly host: HTMLElement
  readonly useClient: (client: OmniImageClient) => Promise<void>
  readonly useCallbacks: (callbacks: Callbacks) => Promise<void>
  readonly unmount: () => void
}

export async function createStage<Callbacks>(
  Mode: Mode,
  Screen: (props: { readonly callbacks: Callbacks }) => ReactNode,
  firstClient: OmniImageClient,
  firstCallbacks: Callbacks,
): Promise<Stage<Callbacks>> {
  const host = document.body.appendChild(document.createElement('div'))
  const root = createRoot(host)
  let client = firstClient
  let callbacks = firstCallbacks

  async function render(): Promise<void> {
    flushSync(() =>
      root.render(
        <Mode>
          <OmniImageProvider client={client}>
            <Screen callbacks={callbacks} />
          </OmniImageProvider>
        </Mode>,
      ),
    )
    await new Promise((resolve) => setTimeout(resolve)) // effects run after the paint
  }

  await render()
  return {
    host,
    useClient: (next) => {
      client = next
      return render()
    },
    useCallbacks: (next) => {
      callbacks = next
      return render()
    },
    unmount: () => flushSync(() => root.unmount()),
  }
}
