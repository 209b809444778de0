import { createOmniImageClient, memoryJournal, type OmniImageClient } from '@omni-image/core'
import { createEmulator, type Emulator, type EmulatorOptions } from '@omni-image/emulator'

export interface Desk {
  readonly client: OmniImageClient
  /** The client of the page after a reload: another one, with what the journal of the first has kept. */
  readonly reload: () => OmniImageClient
  readonly emulator: Emulator
  /** Holds creates back until `letThrough`; the API has not seen them before. */
  readonly hold: () => void
  readonly letThrough: () => void
}

/** An emulator and a client that looks often, so that stories take milliseconds. */
export function createDesk(options: EmulatorOptions = {}): Desk {
  const emulator = createEmulator({ latency: 30, seed: 1, ...options })
  let gate = Promise.resolve()
  let letThrough = (): void => undefined
  const journal = memoryJournal()
  const createClient = (): OmniImageClient =>
    createOmniImageClient({
      baseUrl: 'http://emulator.test',
      token: 'test-token',
      allowTokenInBrowser: true,
      journal,
      watch: { minPauseMs: 5, maxPauseMs: 10 },
      fetch: async (input, init) => {
        if ((input as Request).method === 'POST') await gate
        return emulator.fetch(input as Request, init)
      },
    })
  return {
    client: createClient(),
    reload: createClient,
    emulator,
    hold: () => {
      gate = new Promise((resolve) => (letThrough = resolve))
    },
    letThrough: () => letThrough(),
  }
}
