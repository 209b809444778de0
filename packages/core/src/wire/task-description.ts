/** The keys that lead from an object to one of its values. */
export type Keys = readonly string[]

/** How the tasks of one operation are found, read and timed. */
export interface TaskDescription {
  /** Ids of operations. */
  readonly submit: string
  readonly get: string
  readonly list?: string
  /** Where things stand in the request. */
  readonly request: { readonly externalId: Keys }
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
  readonly words: Readonly<Record<string, string>>
  /** Those of our words after which nothing changes any more. */
  readonly final: readonly string[]
  /** From submitted to finished, lognormal. */
  readonly duration: { readonly medianMs: number; readonly sigma: number }
  readonly deadlineMs: number
  /** For how long the API keeps a task's pictures. */
  readonly retentionMs: number
}

/** How many images the requests of one operation ask for, and what they cost. */
export interface CostDescription {
  /** How many images a request asks for: the word at `by` (or `assumed`) names the field that tells. */
  readonly count: {
    readonly by: Keys
    readonly assumed: string
    readonly fields: Readonly<Record<string, Keys>>
    /** The count where that field is not given. */
    readonly assumedCounts: Readonly<Record<string, number>>
  }
  /** Units billed for each image: the word at `by` (or `assumed`) tells. */
  readonly price: {
    readonly by: Keys
    readonly assumed: string
    readonly units: Readonly<Record<string, number>>
  }
}
