import { basePath } from '@omni-image/core/wire'
import { createEmulator, type Emulator } from '@omni-image/emulator'
import { toApiRoute } from './api-route.ts'
import type { Endpoint } from './endpoint.ts'

const medianMs = 4000

/** The API on this machine. The page has no key, so the calls get one here; pictures are fetched without. */
export function createEmulatorEndpoint(
  emulator: Pick<Emulator, 'fetch'> = createEmulator({ latency: { medianMs, sigma: 0.3 }, seed: 'playground' }),
): Endpoint {
  return {
    name: 'the emulator',
    basePath,
    medianMs,
    fetch: ({ url, method, headers: given, body, signal }) => {
      const headers = new Headers(given)
      headers.delete('authorization')
      if (toApiRoute(method, new URL(url))) headers.set('authorization', 'Bearer playground')
      return emulator.fetch(url, { method, headers, signal, ...(body && { body, duplex: 'half' }) })
    },
  }
}
