import type { Send } from '../client/http.ts'
import type { Task } from '../wire/generated/types.ts'
import type { WatchTools } from './watch-tools.ts'
import type { Watch } from './watched.ts'

/** Somebody who brings news, so that we need not look: a stream, or another tab. */
export interface Deputy {
  /** For how long from now news of this task will come by itself; 0 or less where it will not. */
  readonly coversMs: (watch: Watch) => number
  readonly close: () => void
}

/** What a deputy needs to bring its news. */
export interface NewsOptions {
  readonly tools: WatchTools
  readonly send: Send
  /** News of a task. */
  readonly see: (task: Task) => void
  /** Something has happened to the task of this id. */
  readonly hint: (id: string) => void
  /** An id to ask for a stream with; undefined when nothing is watched any more. */
  readonly anyId: () => string | undefined
}

export interface Stream extends Deputy {
  /** Ends a connection that has died unnoticed. */
  readonly check: () => void
}
