import type { OmniImageClientOptions } from '../client/options.ts'
import type { OmniImageInput } from '../request/input.ts'
import { omniImageEndpoint } from '../wire/generated/endpoints.ts'
import { createTaskClient, type TaskClient } from './create-task-client.ts'

/** Talks to the API. Make one for an app and share it. */
export interface OmniImageClient extends TaskClient<OmniImageInput> {}

/**
 * A client for one API or server. Creating it makes no request.
 * Throws an `InputError` for a `token` in a browser (unless `allowTokenInBrowser`) and for a `baseUrl` that is none.
 *
 * @example
 * const client = createOmniImageClient({ baseUrl: 'https://gateway.example.com', token: process.env.OMNI_IMAGE_TOKEN })
 */
export function createOmniImageClient(options: OmniImageClientOptions = {}): OmniImageClient {
  return createTaskClient<OmniImageInput>(omniImageEndpoint, options)
}
