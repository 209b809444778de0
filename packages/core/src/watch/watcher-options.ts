import type { Send } from '../client/http.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import type { WatchTools } from './watch-tools.ts'
import type { Watched } from './watched.ts'

export interface WatcherOptions extends Pick<OmniImageClientOptions, 'watch' | 'fetch'> {
  readonly endpoint: AnyEndpoint
  readonly send: Send
  /** Where the tasks are: tabs that have the same can look for each other. */
  readonly root: string
  readonly deadlineMs: number
}

/** Looks at any number of tasks, until each is removed. */
export interface Watcher {
  readonly add: (task: Watched) => void
  /** Ends a look that is under way, too. */
  readonly remove: (task: Watched) => void
  /** Stops every task, and those that are added later. */
  readonly close: () => void
}

export type CreateWatcher = (options: Omit<WatcherOptions, 'endpoint'> & { readonly tools: WatchTools }) => Watcher
