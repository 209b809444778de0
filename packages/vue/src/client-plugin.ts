import { sharedClient, type OmniImageClient } from '@omni-image/core'
import { hasInjectionContext, inject, type InjectionKey, type Plugin } from 'vue'

const clientKey: InjectionKey<OmniImageClient> = Symbol('omni-image client')

export interface CreateOmniImageOptions {
  /** Made once with `createOmniImageClient`. The plugin does not close it. */
  readonly client: OmniImageClient
}

/**
 * Gives all composables of an app one client.
 *
 * @example
 * const client = createOmniImageClient({ baseUrl: '/api' })
 * createApp(App).use(createOmniImage({ client })).mount('#app')
 */
export function createOmniImage({ client }: CreateOmniImageOptions): Plugin {
  return { install: (app) => void app.provide(clientKey, client) }
}

/**
 * The client of the app's plugin; without one, a client for the page's own origin that all composables share.
 *
 * @example
 * const client = useOmniImageClient()
 */
export function useOmniImageClient(): OmniImageClient {
  return (hasInjectionContext() ? inject(clientKey, undefined) : undefined) ?? sharedClient()
}
