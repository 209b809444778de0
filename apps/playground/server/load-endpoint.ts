import { fileURLToPath } from 'node:url'
import { isRunnableDevEnvironment } from 'vite'
import type { EndpointSource } from './api-plugin.ts'
import type * as ChosenEndpoint from './chosen-endpoint.ts'
import type { Endpoint } from './endpoint.ts'

const path = fileURLToPath(new URL('chosen-endpoint.ts', import.meta.url))
let current: Endpoint | undefined

/**
 * Vite loads the endpoint, and loads it anew after a change of the server's or the emulator's code or of what is generated
 * from the spec. The emulator's tasks are gone then.
 */
export const loadEndpoint: EndpointSource = async ({ environments: { ssr } }) => {
  if (!isRunnableDevEnvironment(ssr)) throw new Error('The endpoint is loaded by Vite’s own environment for servers.')
  const { endpoint } = await ssr.runner.import<typeof ChosenEndpoint>(path)
  if (current !== endpoint) void current?.close()
  current = endpoint
  return endpoint
}
