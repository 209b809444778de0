import type { Callbacks } from '../callback/callbacks.ts'
import type { TaskFeed } from '../feed/task-feed.ts'
import type { Finisher } from '../finish/finisher.ts'
import type { Hints } from '../hints/hints.ts'
import type { BodyBudget } from '../input/body-budget.ts'
import type { Limits } from '../limits/limits.ts'
import type { Owners } from '../ownership/owners.ts'
import type { Push } from '../push/push.ts'
import type { Upstream } from '../upstream/upstream.ts'
import type { Logger, RequestLogEntry } from './log.ts'
import type { OmniImageHandlerOptions } from './options.ts'

/** What answering a request takes. */
export interface Desk {
  readonly options: OmniImageHandlerOptions
  readonly upstream: Upstream
  readonly owners: Owners
  readonly feed: TaskFeed
  readonly push: Push
  readonly limits: Limits
  readonly budget: BodyBudget
  readonly maxBodyBytes: number
  /** The ids upstream of paid requests that are under way. */
  readonly underway: Set<string>
  readonly callbacks: Callbacks | undefined
  readonly hints: Hints
  readonly finisher: Finisher | undefined
  readonly logger: Logger
}

/** The log entry of a request while it is being answered. */
export type OpenEntry = { -readonly [Key in keyof RequestLogEntry]?: RequestLogEntry[Key] }

/** A request of somebody who was let in. */
export interface Visit {
  readonly request: Request
  readonly user: string
  readonly entry: OpenEntry
}
