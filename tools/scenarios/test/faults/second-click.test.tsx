import './page-globals.ts'
import { createOmniImageClient } from '@omni-image/core'
import { createEmulator, type Emulator, type EmulatorOptions } from '@omni-image/emulator'
import { describe, it } from 'vitest'
import { mountReact } from '../mount-react.tsx'
import { mountVue } from '../mount-vue.ts'
import type { Mount, Page } from '../page.ts'

interface Opened {
  readonly emulator: Emulator
  readonly generate: Page['generate']
  readonly close: () => Promise<void>
}

async function open(mount: Mount, options: EmulatorOptions): Promise<Opened> {
  const emulator = createEmulator({ latency: 20, seed: 1, ...options })
  const { url } = await emulator.listen()
  const watch = { minPauseMs: 20, maxPauseMs: 100 }
  const client = createOmniImageClient({ baseUrl: url, token: 'test-token', allowTokenInBrowser: true, watch })
  const page = await mount(client)
  const close = async (): Promise<void> => {
    page.unmount()
    client.close()
    await emulator.close()
  }
  return { emulator, generate: page.generate, close }
}

const input = { prompt: 'a lighthouse' }
const uncertain = { status: 'failed', error: { code: 'submit-uncertain' } }

describe.concurrent.each([
  ['react', mountReact],
  ['vue', mountVue],
] as const)('%s: a second click with the same input after an uncertain one', (_name, mount) => {
  it('shows the picture that the first one has paid for', async ({ expect, onTestFinished }) => {
    const noLooks = { kind: 'api-error', code: 1103, on: 'get' } as const
    const { emulator, generate, close } = await open(mount, { faults: [{ kind: 'cut-after-accept' }, noLooks] })
    onTestFinished(close)
    expect(await generate(input)).toMatchObject(uncertain)
    expect(await generate(input)).toMatchObject({ status: 'succeed', task_id: emulator.tasks()[0]!.task_id })
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('pays nothing where the task cannot be looked up, however often', async ({ expect, onTestFinished }) => {
    const faults = [{ kind: 'cut-after-accept' }] as const
    const { emulator, generate, close } = await open(mount, { faults, lookUpBy: 'task-id' })
    onTestFinished(close)
    const first = await generate(input)
    expect(first).toMatchObject(uncertain)
    expect(await generate(input)).toMatchObject({ ...uncertain, external_task_id: first.external_task_id })
    expect(await generate({ ...input })).toMatchObject(uncertain)
    expect(emulator.ledger().tasks).toBe(1)
  })
})
