import type { TaskSnapshot } from '@omni-image/core'
import { useOmniImage, type UseOmniImageResult } from '@omni-image/react'
import { Fragment, StrictMode, useLayoutEffect, type ReactElement } from 'react'
import { toShown, type Callbacks, type Mount, type Shown } from './page.ts'
import { createStage, type Mode } from './react-stage.tsx'

const mountWith =
  (mode: Mode): Mount =>
  async (client, firstCallbacks = {}) => {
    const renders: string[] = []
    let hook: UseOmniImageResult | undefined
    let snapshot: TaskSnapshot | undefined

    function Screen({ callbacks }: { readonly callbacks: Callbacks }): ReactElement {
      const result = useOmniImage(callbacks)
      useLayoutEffect(() => {
        hook = result
        snapshot = result.snapshot
        renders.push(result.status)
      })
      return <output>{toShown(result)}</output>
    }

    const stage = await createStage(mode, Screen, client, firstCallbacks)
    return {
      ...stage,
      shown: () => JSON.parse(stage.host.textContent) as Shown,
      snapshot: () => snapshot!,
      renders,
      generate: (input) => hook!.generate(input),
      stop: () => hook!.stop(),
      resume: () => hook!.resume(),
      reset: () => hook!.reset(),
      functions: () => [hook!.generate, hook!.stop, hook!.resume, hook!.reset],
    }
  }

export const mountReact: Mount = mountWith(Fragment)
export const mountStrictReact: Mount = mountWith(StrictMode)
