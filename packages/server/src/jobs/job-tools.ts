import type { Callbacks } from '../callback/callbacks.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../handler/log.ts'
import type { Hints } from '../hints/hints.ts'
import type { Owners } from '../ownership/owners.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { OnFinished } from './jobs-options.ts'

/** What the steps of a job take. */
export interface JobTools {
  readonly upstream: Upstream
  readonly owners: Owners
  readonly hints: Hints
  readonly callbacks: Callbacks | undefined
  readonly clock: Clock
  readonly logger: Logger
  readonly resubmit: 'never' | 'if-not-found'
  readonly deadlineMs: number
  readonly onFinished: OnFinished | undefined
  /** Fires when this process is to end. */
  readonly closing: AbortSignal
}
