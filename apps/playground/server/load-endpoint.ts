import { fileURLToPath } from 'node:url'
import { isRunnableDevEnvironment } from 'vite'
import type { EndpointSource } from './api-plugin.ts'
import type * as ChosenEndpoint from './chosen-endpoint.ts'

const path = fileURLToPath(new URL('chosen-endpoint.ts', import.meta.url))

/**
 * In the dev server Vite loads the endpoint, and loads it anew after a change of the emulator's code or of what is
 * generated from the spec. Its tasks are gone then.
 */
export const loadEndpoint: EndpointSource = async (server) => {
  const environment = 'environments' in server ? server.environments['ssr'] : undefined
  const { endpoint } =
    environment && isRunnableDevEnvironment(environment)
      ? await environment.runner.import<typeof ChosenEndpoint>(path)
      : await import('./chosen-endpoint.ts')
  return endpoint
}
