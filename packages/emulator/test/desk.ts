import type { OmniImageRequest, Task } from '@omni-image/core/wire'
import { createEmulator } from '../src/index.ts'
import type { Emulator, EmulatorOptions } from '../src/index.ts'
import { createFakeClock } from './fake-clock.ts'
import type { FakeClock } from './fake-clock.ts'

export const origin = 'http://emulator.test'
export const path = '/kling/v1/images/omni-image'

export interface Reply<Data> {
  readonly status: number
  readonly code: number | string
  readonly message: string
  readonly request_id: string
  readonly data: Data
  readonly headers: Headers
}

export interface Desk {
  readonly emulator: Emulator
  readonly clock: FakeClock
  /** Sends what is given over a request that is fine as it is. */
  readonly create: (changes?: Record<string, unknown>) => Promise<Reply<Task>>
  readonly get: (id: string) => Promise<Reply<Task>>
  readonly list: (query?: string) => Promise<Reply<Task[]>>
  readonly send: (path: string, init?: RequestInit) => Promise<Response>
}

export const minimal: OmniImageRequest = { model_name: 'kling-v3-omni', prompt: 'A lighthouse' }
export const keyed = { authorization: 'Bearer test-key', 'content-type': 'application/json' }

/** An emulator under a clock that stands still, where a task takes ten seconds. */
export function createDesk(options: EmulatorOptions = {}): Desk {
  const clock = createFakeClock()
  const emulator = createEmulator({ seed: 7, latency: 10_000, clock, ...options })
  const send: Desk['send'] = (path, init) => emulator.fetch(origin + path, { headers: keyed, ...init })
  return {
    emulator,
    clock,
    send,
    create: async (changes) =>
      read(await send(path, { method: 'POST', body: JSON.stringify({ ...minimal, ...changes }) })),
    get: async (id) => read(await send(`${path}/${encodeURIComponent(id)}`)),
    list: async (query = '') => read(await send(path + query)),
  }
}

export async function read<Data>(response: Response): Promise<Reply<Data>> {
  const body = (await response.json()) as Omit<Reply<Data>, 'status' | 'headers'>
  return { ...body, status: response.status, headers: response.headers }
}

/** Picture addresses of a finished task. */
export function urlsOf({ task_result }: Task): string[] {
  return [...(task_result?.images ?? []), ...(task_result?.series_images ?? [])].map(({ url }) => url)
}
