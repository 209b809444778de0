import { basePath } from '@omni-image/core/wire'
import { createEmulatorEndpoint } from './emulator-endpoint.ts'
import type { Endpoint } from './endpoint.ts'
import { createUpstreamEndpoint } from './upstream-endpoint.ts'

/**
 * The emulator, or the endpoint that the environment names. Throws where only half of it is set: falling back to the
 * emulator would pass its drawings off as the real thing.
 */
export function chooseEndpoint(environment: Readonly<Record<string, string | undefined>>): Endpoint {
  const {
    OMNI_IMAGE_BASE_URL: baseUrl = '',
    OMNI_IMAGE_TOKEN: token = '',
    OMNI_IMAGE_BASE_PATH: path = basePath,
  } = environment
  if (!baseUrl && !token) return createEmulatorEndpoint()
  if (!token)
    throw new Error('OMNI_IMAGE_BASE_URL is set without OMNI_IMAGE_TOKEN: set both, or none for the emulator.')
  if (!baseUrl)
    throw new Error('OMNI_IMAGE_TOKEN is set without OMNI_IMAGE_BASE_URL: set both, or none for the emulator.')
  if (!/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? '')) {
    throw new Error('OMNI_IMAGE_BASE_URL must be an http(s) address such as https://api.example.com.')
  }
  if (!/^[!-~]+$/.test(token.trim())) throw new Error('OMNI_IMAGE_TOKEN has characters that cannot stand in a header.')
  if (!/^(\/[^?#]*)?$/.test(path)) throw new Error('OMNI_IMAGE_BASE_PATH must be empty or begin with a slash.')
  return createUpstreamEndpoint({ baseUrl: baseUrl.trim(), basePath: path, token: token.trim() })
}
