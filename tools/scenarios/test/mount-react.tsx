import type { OmniImageClient, TaskSnapshot } from '@omni-image/core'
import { OmniImageProvider, useOmniImage, type UseOmniImageResult } from '@omni-image/react'
import { Fragment, StrictMode, useLayoutEffect, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { toShown, type Callbacks, type Mount, type Page, type Shown } from './page.ts'

const mountWith =
  (Mode: typeof StrictMode | typeof Fragment): Mount =>
  async (firstClient, firstCallbacks = {}): Promise<Page> => {
    const host = document.body.appendChild(document.createElement('div'))
    const root = createRoot(host)
    const renders: string[] = []
    let client: OmniImageClient = firstClient
    let callbacks: Callbacks = firstCallbacks
    let hook: UseOmniImageResult | undefined
    let snapshot: TaskSnapshot | undefined

    function Screen(): ReactElement {
      const result = useOmniImage(callbacks)
      useLayoutEffect(() => {
        hook = result
        snapshot = result.snapshot
        renders.push(result.status)
      })
      return <output>{toShown(result)}</output>
    }
    const render = async (): Promise<void> => {
      flushSync(() =>
        root.render(
          <Mode>
            <OmniImageProvider client={client}>
              <Screen />
            </OmniImageProvider>
          </Mode>,
        ),
      )
      await new Promise((resolve) => setTimeout(resolve)) // effects run after the paint
    }
    await render()
    return {
      shown: () => JSON.parse(host.textContent) as Shown,
      snapshot: () => snapshot!,
      renders,
      generate: (input) => hook!.generate(input),
      stop: () => hook!.stop(),
      resume: () => hook!.resume(),
      reset: () => hook!.reset(),
      functions: () => [hook!.generate, hook!.stop, hook!.resume, hook!.reset],
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

export const mountReact: Mount = mountWith(Fragment)
export const mountStrictReact: Mount = mountWith(StrictMode)
