import { vi } from 'vitest'
import type { OmniImageClientOptions } from '../src/client/options.ts'
import { createOmniImageClient, type OmniImageClient } from '../src/task/create-omni-image-client.ts'
import { loadWatcher } from '../src/watch/watcher.ts'
import { createFakeApi, type Answer, type FakeApi } from './fake-api.ts'

await loadWatcher() // so that no story has to wait for a file

/** A client in front of written answers, with pauses that can be foretold: the clock is faked and chance is in the middle. */
export function startClient(
  answers: { post?: Answer[]; look?: Answer[] },
  options: OmniImageClientOptions = {},
): { client: OmniImageClient; api: FakeApi } {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  const api = createFakeApi(answers)
  return { api, client: createOmniImageClient({ baseUrl: 'https://api.example.com', fetch: api.fetch, ...options }) }
}

/** Follows a promise without waiting for it: what it came to so far. */
export function outcome<Result>(promise: Promise<Result>): { readonly value?: Result; readonly error?: unknown } {
  const settled: { value?: Result; error?: unknown } = {}
  promise.then(
    (value) => (settled.value = value),
    (error: unknown) => (settled.error = error),
  )
  return settled
}
