import { createOmniImageClient, type OmniImageClient } from './create-omni-image-client.ts'

let shared: OmniImageClient | undefined

/** The client of an app that gave none: the page's own origin, where a server keeps the key. Made at the first call. */
export function sharedClient(): OmniImageClient {
  return (shared ??= createOmniImageClient())
}
