import { chooseEndpoint } from './choose-endpoint.ts'
import type { Endpoint } from './endpoint.ts'

/** One for as long as this module lives. */
export const endpoint: Endpoint = chooseEndpoint(process.env)
