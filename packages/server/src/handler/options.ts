import type { WatchOptions } from '@omni-image/core'
import type { CallbackOptions } from '../callback/callback-options.ts'
import type { Clock } from '../clock.ts'
import type { OnTaskFinished } from '../finish/finish-options.ts'
import type { Finishes } from '../finish/finishes.ts'
import type { Hints } from '../hints/hints.ts'
import type { LimitOptions } from '../limits/limit-options.ts'
import type { OwnerStore } from '../ownership/stored-owners.ts'
import type { StreamOptions } from '../push/stream-options.ts'
import type { Shared } from './shared.ts'
import type { UpstreamOptions } from '../upstream/upstream-options.ts'
import type { Logger } from './log.ts'

/** Who sends a request: something stable and unique, such as the id in your users table. */
export type AuthorizedUser = string | { readonly id: string }

export type Refused = undefined | null | false

export interface OmniImageHandlerOptions {
  readonly upstream: UpstreamOptions
  /**
   * Says who sends a request, by your session cookie or token, or refuses. Asked for every request except callbacks and
   * health. Without it the handler answers on this machine alone, and not at all with `NODE_ENV=production`.
   */
  readonly authorize?: ((request: Request) => AuthorizedUser | Refused | Promise<AuthorizedUser | Refused>) | undefined
  /**
   * At least 32 characters that nobody can guess; several while a new one, in front, replaces an old one. Marks tasks as
   * their user's, so tasks of a secret that is gone are nobody's. Needed with `authorize`.
   */
  readonly secret?: string | readonly string[] | undefined
  /**
   * `'marked'` (the default): `external_task_id` tells whose a task is, and no database is needed. Where a gateway does not
   * repeat that id in its answers, a store keeps it instead.
   */
  readonly ownership?: 'marked' | { readonly store: OwnerStore } | undefined
  /** What stands before the API's paths here. Default `'/kling'`, as the client expects. */
  readonly basePath?: string | undefined
  readonly callbacks?: CallbackOptions | undefined
  readonly limits?: LimitOptions | undefined
  readonly streams?: StreamOptions | undefined
  /** How the API is looked at. The defaults learn how long tasks take. */
  readonly watch?: WatchOptions | undefined
  /** Fields of a request that the spec does not know are left off, or the request is refused. Default `'drop'`. */
  readonly unknownFields?: 'drop' | 'refuse' | undefined
  /** Origins of other pages that may use this handler with their cookies. Default: none. */
  readonly allowedOrigins?: readonly string[] | undefined
  /** Gets one entry for each request. Default: nobody; what an operator must know then goes to the console. */
  readonly logger?: Logger | undefined
  /** Whether log entries of creates hold the prompt. Default false. */
  readonly logPrompts?: boolean | undefined
  /** How instances tell each other that a task has changed. Default: there is one instance. */
  readonly hints?: Hints | undefined
  /** What instances keep together, see `@omni-image/server/redis`. Options of their own come first. Default: one instance. */
  readonly shared?: Shared | undefined
  /**
   * Hears of each task that has ended, also when no page is open, for instance `saveImages` of
   * `@omni-image/server/save-images`. At least once for each, so do nothing twice that has the same `key`.
   */
  readonly onTaskFinished?: OnTaskFinished | undefined
  /** Where is kept whose end is still to be told. Default: in `shared`, else in the memory of this process. */
  readonly finishes?: Finishes | undefined
  /** How many tasks are remembered, so that their browsers can be told. Default 50 000. */
  readonly maxTasks?: number | undefined
  readonly clock?: Clock | undefined
}
