import type { TaskListItem } from '@omni-image/core'
import { useOmniImageTasks, type UseOmniImageTasksResult } from '@omni-image/react'
import { Fragment, memo, StrictMode, useLayoutEffect, type ReactElement } from 'react'
import { createStage, type Mode } from './react-stage.tsx'
import { toLine, type MountTasks } from './tasks-page.ts'

const Line = memo(({ item }: { readonly item: TaskListItem }) => <li>{toLine(item)}</li>)

const mountWith =
  (mode: Mode): MountTasks =>
  async (client, firstCallbacks = {}) => {
    const renders: string[] = []
    let hook: UseOmniImageTasksResult | undefined

    function Screen({ callbacks }: { readonly callbacks: typeof firstCallbacks }): ReactElement[] {
      const result = useOmniImageTasks(callbacks)
      useLayoutEffect(() => {
        hook = result
        renders.push(result.tasks.map(toLine).join())
      })
      return result.tasks.map((item) => <Line key={item.key} item={item} />)
    }

    const stage = await createStage(mode, Screen, client, firstCallbacks)
    return {
      ...stage,
      shown: () => [...stage.host.children].map(({ textContent }) => textContent),
      tasks: () => hook!.tasks,
      renders,
      generate: (input) => hook!.generate(input),
      stop: (key) => hook!.stop(key),
      resume: (key) => hook!.resume(key),
      remove: (key) => hook!.remove(key),
      clear: () => hook!.clear(),
      functions: () => hook!,
    }
  }

export const mountReactTasks: MountTasks = mountWith(Fragment)
export const mountStrictReactTasks: MountTasks = mountWith(StrictMode)
