import type { Task } from '@omni-image/core/wire'
import { createEmulator, type Emulator, type EmulatorOptions } from '@omni-image/emulator'
import { onTestFinished } from 'vitest'
import { createOmniImageHandler, type OmniImageHandler, type OmniImageHandlerOptions } from '../src/index.ts'

export const origin = 'https://app.test'
export const path = '/kling/v1/images/omni-image'
export const key = 'sk-the-key-that-stays-home-0123456789'
export const secret = 'a secret of more than thirty-two characters'
export const minimal = { model_name: 'kling-v3-omni', prompt: 'A lighthouse' } as const

export interface Reply<Data> {
  readonly status: number
  readonly code: number | string
  readonly message: string
  readonly request_id: string
  readonly data: Data
  readonly headers: Headers
}

/** One user's way to the handler. */
export interface Visitor {
  /** For a client: what the browser's `fetch` is on a page of this user. */
  readonly fetch: typeof fetch
  readonly send: (path: string, init?: RequestInit) => Promise<Response>
  readonly create: (changes?: Record<string, unknown>) => Promise<Reply<Task>>
  readonly get: (id: string) => Promise<Reply<Task>>
  readonly list: (query?: string) => Promise<Reply<Task[]>>
}

/** What the API behind the handler was asked, as it was sent. */
interface UpstreamCall {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

export interface Desk {
  readonly handler: OmniImageHandler
  readonly emulator: Emulator
  readonly calls: UpstreamCall[]
  readonly as: (user: string | undefined) => Visitor
}

export interface DeskOptions {
  readonly emulator?: EmulatorOptions
  readonly handler?: Partial<OmniImageHandlerOptions>
  /** Takes the place of the emulator for the requests that it answers. */
  readonly upstream?: (call: UpstreamCall) => Response | undefined | Promise<Response | undefined>
}

/** A handler before an emulator, with users that say who they are. */
export function createDesk({ emulator: emulatorOptions, handler: options, upstream }: DeskOptions = {}): Desk {
  const emulator = createEmulator({ seed: 7, latency: 0, token: key, ...emulatorOptions })
  const calls: UpstreamCall[] = []
  const handler = createOmniImageHandler({
    secret,
    authorize: (request) => request.headers.get('x-user'),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    ...options,
    upstream: {
      baseUrl: 'http://upstream.test',
      fetch: async (input, init) => {
        const request = new Request(input, init)
        const { method, url, headers } = request
        const call = { method, url, headers, body: await request.clone().text() }
        calls.push(call)
        return (await upstream?.(call)) ?? emulator.fetch(request)
      },
      ...(options?.upstream?.accessKey === undefined && { token: key }),
      ...options?.upstream,
    },
  })
  onTestFinished(async () => {
    await handler.close()
    await emulator.close()
  })
  return { handler, emulator, calls, as: (user) => visit(handler, user) }
}

function visit(handler: OmniImageHandler, user: string | undefined): Visitor {
  const fetch: Visitor['fetch'] = (input, init) => {
    const request = new Request(input, init)
    const headers = new Headers(request.headers)
    if (user !== undefined) headers.set('x-user', user)
    return handler.fetch(new Request(request, { headers }))
  }
  const send: Visitor['send'] = (path, init) => fetch(origin + path, init)
  return {
    fetch,
    send,
    create: async (changes) => {
      const body = JSON.stringify({ ...minimal, ...changes })
      return read(await send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
    },
    get: async (id) => read(await send(`${path}/${encodeURIComponent(id)}`)),
    list: async (query = '') => read(await send(path + query)),
  }
}

export async function read<Data>(response: Response): Promise<Reply<Data>> {
  const body = (await response.json()) as Omit<Reply<Data>, 'status' | 'headers'>
  return { ...body, status: response.status, headers: response.headers }
}

/** The id that a task has upstream. */
export function upstreamIdOf({ emulator }: Desk): string {
  return emulator.tasks()[0]?.task_info?.external_task_id ?? ''
}
