import {
  createOmniImageClient,
  type AnyOmniImageError,
  type OmniImageClient,
  type OmniImageInput,
  type Task,
} from '@omni-image/core'
import { createEmulator } from '@omni-image/emulator'
import type { FaultRow } from './fault-rows.ts'

/** What a user of one of the packages gets for one click. */
interface Outcome {
  readonly images: readonly { readonly url: string }[]
  readonly error: AnyOmniImageError | undefined
}

/** Clicks once. */
export type Click = (client: OmniImageClient, input: OmniImageInput) => Promise<Outcome>

/** What the table says of a click. */
export interface Played {
  readonly billed: number
  readonly ending: string
  /** The picture is of the task that was billed, or the error carries the id that the request had. */
  readonly tellsId: boolean
  /** The error says that this click made no task, so that the same may safely be tried again. */
  readonly saysNotCreated: boolean
}

/** Plays one row over a real socket. */
export async function playRow(row: FaultRow, lookUpBy: 'either-id' | 'task-id', click: Click): Promise<Played> {
  const { faults, timeoutMs, external_task_id } = row
  const emulator = createEmulator({ latency: 20, seed: 1, lookUpBy, faults })
  const server = await emulator.listen()
  const client = createOmniImageClient({
    baseUrl: server.url,
    token: 'test-token',
    allowTokenInBrowser: true,
    timeoutMs,
    watch: { minPauseMs: 20, maxPauseMs: 100 },
  })
  try {
    if (row.isIdTaken) await client.submit({ prompt: 'a windmill', external_task_id })
    if (row.isDown) await server.close()
    const outcome = await click(client, { prompt: 'a lighthouse', external_task_id })
    const { error } = outcome
    return {
      billed: emulator.ledger().tasks,
      ending: toEnding(outcome),
      tellsId: tellsId(outcome, emulator.tasks()[0]),
      saysNotCreated: error !== undefined && 'notCreated' in error && error.notCreated,
    }
  } finally {
    client.close()
    await emulator.close()
  }
}

function toEnding({ images, error }: Outcome): string {
  if (!error) return images.length > 0 ? 'picture' : 'nothing'
  return error.code === 'api' ? `api ${error.kind}` : error.code
}

function tellsId({ images, error }: Outcome, billed: Task | undefined): boolean {
  const id = error?.external_task_id
  if (!billed) return typeof id === 'string'
  return error ? id === billed.task_info?.external_task_id : !!images[0]?.url.includes(billed.task_id)
}
