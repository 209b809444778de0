import type { operations } from './generated/types.ts'

/** The keys that lead from an object to one of its values. */
export type Keys = readonly string[]

/** How far a task is, in our words. */
export type TaskWord = 'submitted' | 'processing' | 'succeed' | 'failed'

/** How the tasks of one operation are found, read and timed. */
export interface TaskDescription {
  /** Ids of operations. */
  readonly submit: keyof operations
  readonly get: keyof operations
  readonly list?: keyof operations
  /** Where things stand in the request. */
  readonly request: {
    readonly externalId: Keys
    /** Where the address is at which the API calls. */
    readonly callback?: Keys
    /** The fields that hold images. */
    readonly images: readonly string[]
  }
  /** Where things stand in the task object. */
  readonly task: {
    readonly id: Keys
    readonly externalId: Keys
    readonly status: Keys
    readonly reason: Keys
    /** The first place that is not empty holds the result. */
    readonly images: readonly Keys[]
  }
  /** The API's status words and the ones gateways write, each with our word for it. */
  readonly words: Readonly<Record<string, TaskWord>>
  /** Those of our words after which nothing changes any more. */
  readonly final: readonly TaskWord[]
  /** From submitted to finished, lognormal. */
  readonly duration: { readonly medianMs: number; readonly sigma: number }
  readonly deadlineMs: number
  /** For how long the API keeps a task's pictures. */
  readonly retentionMs: number
}

/** How many images a request asks for: the word at `by` (or `assumed`) names the field that tells. */
export interface CountDescription {
  readonly by: Keys
  readonly assumed: string
  readonly fields: Readonly<Record<string, Keys>>
  /** The count where that field is not given. */
  readonly assumedCounts: Readonly<Record<string, number>>
}

/** How many images the requests of one operation ask for, and what they cost. */
export interface CostDescription {
  readonly count: CountDescription
  /** Units billed for each image: the word at `by` (or `assumed`) tells. */
  readonly price: {
    readonly by: Keys
    readonly assumed: string
    readonly units: Readonly<Record<string, number>>
  }
}
