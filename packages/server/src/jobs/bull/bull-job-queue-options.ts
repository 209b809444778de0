import type { Hints } from '../../hints/hints.ts'
import type { Upstream } from '../../upstream/upstream.ts'
import type { JobSteps } from '../job-steps.ts'
import type { RequestShelf } from '../request-shelf.ts'
import type { BullOptions } from './bull-queues.ts'

export interface BullJobQueueOptions extends BullOptions {
  readonly steps: JobSteps
  readonly upstream: Upstream
  readonly hints: Hints
  readonly requests: RequestShelf
  readonly concurrency: number
  readonly rate: { readonly max: number; readonly durationMs: number } | undefined
}
