/** A task whose end is still to be told. */
export interface Unfinished {
  /** What it is called upstream; no two have the same. */
  readonly externalId: string
  readonly user: string
  /** What its user calls it. */
  readonly id: string
  readonly createdAtMs: number
  /** Once the API has given one. */
  readonly task_id?: string | undefined
}

/**
 * Where it is written down whose end is still to be told. Each entry is one caller's at a time, and free again when that
 * caller has not been heard of until the time that it named.
 */
export interface Finishes {
  /** Writes a task down, to be looked after from `dueAtMs` on; false where it stands there already. */
  readonly add: (entry: Unfinished, dueAtMs: number) => boolean | Promise<boolean>
  /** The API has accepted it. */
  readonly name: (externalId: string, task_id: string) => void | Promise<void>
  /** Takes one that nobody has; undefined where another has it, or its end has been told. */
  readonly take: (externalId: string, nowMs: number, untilMs: number) => Taken
  /** Takes those that are due. */
  readonly takeDue: (
    nowMs: number,
    untilMs: number,
    most: number,
  ) => readonly Unfinished[] | Promise<readonly Unfinished[]>
  /** Keeps one that was taken. */
  readonly hold: (externalId: string, untilMs: number) => void | Promise<void>
  /** Gives one back, for later. */
  readonly putOff: (externalId: string, dueAtMs: number) => void | Promise<void>
  /** Its end was told, or will never come. */
  readonly remove: (externalId: string) => void | Promise<void>
}

type Taken = Unfinished | undefined | Promise<Unfinished | undefined>
