import type { TaskListItem } from '@omni-image/core'
import { OmniImageProvider, useOmniImageTasks, type UseOmniImageTasksResult } from '@omni-image/react'
import { Fragment, memo, StrictMode, useLayoutEffect, type ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { toLine, type MountTasks } from './tasks-page.ts'

const Line = memo(({ item }: { readonly item: TaskListItem }) => <li>{toLine(item)}</li>)

const mountWith =
  (Mode: typeof StrictMode | typeof Fragment): MountTasks =>
  async (firstClient, firstCallbacks = {}) => {
    const host = document.body.appendChild(document.createElement('ul'))
    const root = createRoot(host)
    const renders: string[] = []
    let client = firstClient
    let callbacks = firstCallbacks
    let hook: UseOmniImageTasksResult | undefined

    function Screen(): ReactElement[] {
      const result = useOmniImageTasks(callbacks)
      useLayoutEffect(() => {
        hook = result
        renders.push(result.tasks.map(toLine).join())
      })
      return result.tasks.map((item) => <Line key={item.key} item={item} />)
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
      shown: () => [...host.children].map(({ textContent }) => textContent),
      tasks: () => hook!.tasks,
      renders,
      generate: (input) => hook!.generate(input),
      stop: (key) => hook!.stop(key),
      resume: (key) => hook!.resume(key),
      remove: (key) => hook!.remove(key),
      clear: () => hook!.clear(),
      functions: () => hook!,
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

export const mountReactTasks: MountTasks = mountWith(Fragment)
export const mountStrictReactTasks: MountTasks = mountWith(StrictMode)
