import type { AnyEndpoint } from '../wire/endpoint.ts'

/** What all options of this subpath take. */
export interface KeyOptions {
  /**
   * Tells clients apart that talk to different addresses or accounts, where one cache serves both: a word for each. It
   * becomes part of the keys. Clients of different operations are told apart without it.
   */
  readonly namespace?: string | undefined
}

/** How each key begins: plain data, no address and no token. */
export type KeyStart = readonly ['omni-image', operation: string, namespace: string | null]

export function startKey(client: { readonly endpoint: AnyEndpoint }, { namespace }: KeyOptions): KeyStart {
  return ['omni-image', client.endpoint.tasks.submit, namespace ?? null]
}
