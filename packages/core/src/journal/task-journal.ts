import type { OmniImageRequest, Task } from '../wire/generated/types.ts'

/** How far a task has come, as far as its journal knows. It never goes back. */
export type JournalState = 'submitting' | 'accepted' | 'succeed' | 'failed'

type Named = 'prompt' | 'image_list' | 'element_list' | 'callback_url' | 'external_task_id'

/** What was asked for besides the prompt. No image, no callback address; ids of elements are strings. */
export interface JournalOptions extends Partial<Omit<OmniImageRequest, Named>> {
  readonly element_list?: readonly { readonly element_id: string }[]
}

/** One task, from just before its paid request was sent. */
export interface JournalEntry {
  readonly version: 1
  /** The id that the request carried, and the key of the entry. */
  readonly external_task_id: string
  /** The address that the request went to. A client leaves the entries of other addresses alone. */
  readonly root: string
  /** Id of the operation that made it, for the same reason. Default: `createOmniImage`. */
  readonly operation?: string
  /** `submitting` until an answer came: the task may have been created, or not. */
  readonly state: JournalState
  /** Milliseconds since 1970, as all times here. */
  readonly startedAt: number
  /** Until then its request may be on its way, as uploads take long; not longer after it than a deadline. Default: `startedAt`. */
  readonly sendingUntil?: number
  readonly prompt: string
  readonly options: JournalOptions
  /** How many reference images went along. They are not kept. */
  readonly images?: number
  readonly task_id?: string
  readonly submittedAt?: number
  readonly finishedAt?: number
  /** How long the API keeps the pictures. Default: 30 days. */
  readonly retentionMs?: number
  /** The task as the API last wrote it, once it is over. */
  readonly task?: Task
  /** Why it failed, in words. */
  readonly reason?: string
}

/**
 * The record of tasks that were started, so that none is lost to a reload or a crash. Each function may give its result
 * at once or as a promise; at once is better, as the paid request waits for `put`.
 */
export interface TaskJournal {
  /** Keeps the entry, unless one that is ahead of it stands under its id already. When it fails nothing is sent. */
  readonly put: (entry: JournalEntry) => void | Promise<void>
  readonly get: (external_task_id: string) => JournalEntry | undefined | Promise<JournalEntry | undefined>
  /** Newest first. */
  readonly list: () => readonly JournalEntry[] | Promise<readonly JournalEntry[]>
  readonly delete: (external_task_id: string) => void | Promise<void>
}
