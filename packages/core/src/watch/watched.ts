import type { AnyOmniImageError } from '../errors/any-error.ts'
import type { Task } from '../wire/generated/types.ts'
import type { TaskKind } from './durations.ts'
import type { Due } from './due-heap.ts'

/** What a watcher tells a task. */
export type WatchEvent =
  | { readonly type: 'see'; readonly task: Task }
  | { readonly type: 'fail'; readonly error: AnyOmniImageError }
  | { readonly type: 'stop' }

/** A task that somebody waits for: it has an id. */
export interface Watched {
  readonly getSnapshot: () => {
    readonly status: string
    readonly task_id: string | undefined
    readonly external_task_id?: string | undefined
    readonly submittedAt: number | undefined
    readonly task: Task | undefined
  }
  readonly dispatch: (event: WatchEvent) => void
  /** The same for tasks that take about as long as each other: model, resolution and number of images. */
  readonly kind?: string | undefined
  /** Another tab waits for it. */
  readonly isForeign?: boolean
}

/** What a watcher keeps of a task. There may be thousands, so it is a record without functions of its own. */
export interface Watch extends Due {
  readonly task: Watched
  readonly kind: TaskKind
  /** When the wait for it began. */
  startedAt: number
  /** The id under which it is found, and the next one that has the same. */
  id: string
  twin: Watch | undefined
  /** When the next look is due, or when the one that is under way began. */
  dueAt: number
  /** When there was news last, and the time before that. */
  seenAt: number | undefined
  seenBefore: number | undefined
  failures: number
  /** Is not on the list pages, so it is looked at by its id. */
  isAlone: boolean
  /** Something is known to have happened, so it is looked at whatever else brings news of it. */
  isHinted: boolean
  /** Of the look that is under way. */
  looking: AbortController | undefined
}

/** A watch that begins now. */
export function newWatch(task: Watched, kind: TaskKind): Watch {
  const startedAt = Date.now()
  return {
    task,
    kind,
    startedAt,
    id: '',
    twin: undefined,
    dueAt: startedAt,
    seenAt: undefined,
    seenBefore: undefined,
    failures: 0,
    isAlone: false,
    isHinted: false,
    looking: undefined,
    at: 0,
    place: -1,
  }
}
