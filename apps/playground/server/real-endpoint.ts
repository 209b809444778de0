import { basePath } from '@omni-image/core/wire'
import { createOmniImageHandler, type OmniImageHandlerOptions } from '@omni-image/server'
import type { Endpoint } from './endpoint.ts'

type RealEndpointOptions = Pick<OmniImageHandlerOptions, 'upstream' | 'callbacks'> & Pick<Endpoint, 'pictureHosts'>

/** The API that the key belongs to. Each task is paid for, so there is no `authorize`: this machine alone is let in. */
export function createRealEndpoint({ pictureHosts, ...options }: RealEndpointOptions): Endpoint {
  const { fetch, close } = createOmniImageHandler(options)
  return { name: new URL(options.upstream.baseUrl).origin, basePath, pictureHosts, fetch, close }
}
