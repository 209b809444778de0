import { pathToFileURL } from 'node:url'
import type * as Core from '@omni-image/core'
import type { ScratchWorkspace } from './scratch-workspace.ts'

/** Core as it is in the changed workspace: with two endpoints that the real one does not have. */
export interface SiblingCore extends Pick<
  typeof Core,
  'createImageTask' | 'createOmniImageClient' | 'createTaskClient' | 'createTaskList' | 'memoryJournal'
> {
  readonly imageGenerationEndpoint: Core.Endpoint<Record<string, unknown>>
  readonly sketchEndpoint: Core.Endpoint<Record<string, unknown>>
}

export async function loadSiblings(workspace: ScratchWorkspace): Promise<SiblingCore> {
  const file = pathToFileURL(workspace.path('packages/core/src/index.ts'))
  return (await import(/* @vite-ignore */ file.href)) as SiblingCore
}

/** An API that has made each task by the second look. */
export interface SiblingApi {
  readonly fetch: typeof fetch
  /** Method and path of every request, in order. */
  readonly asked: readonly string[]
  readonly bodies: readonly unknown[]
}

/** `toTask` writes a task with its id, the body that it came with, and whether it is done. */
export function createSiblingApi(toTask: (id: string, body: unknown, isDone: boolean) => object): SiblingApi {
  const asked: string[] = []
  const bodies: unknown[] = []
  const looks: number[] = []
  const answer = (data: unknown): Response => Response.json({ code: 0, message: 'SUCCEED', request_id: '1', data })
  return {
    asked,
    bodies,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { pathname } = new URL(request.url)
      asked.push(`${request.method} ${pathname}`)
      if (request.method === 'POST') {
        bodies.push(await request.json())
        looks.push(0)
        return answer(toTask(`${bodies.length - 1}`, bodies.at(-1), false))
      }
      const show = (index: number): object => toTask(`${index}`, bodies[index], (looks[index] = looks[index]! + 1) > 1)
      const id = /\/(\d+)$/.exec(pathname)?.[1]
      return answer(id === undefined ? bodies.map((_body, index) => show(index)).toReversed() : show(Number(id)))
    },
  }
}
