import { isSame } from '../read-values.ts'
import type { Json, Place, Spec } from '../spec.ts'
import { type Change, isWorse, type Kind } from './change.ts'

/** Which way a value travels: from an app to the API, or back to the app. */
export type Direction = 'request' | 'response'

/** What stands in the released spec and what stands in the current one; one of the two may be missing. */
export interface Pair {
  readonly before: Place | undefined
  readonly after: Place | undefined
}

/** Two specs, and what was found to differ so far. */
export class Comparison {
  readonly released: Spec
  readonly current: Spec
  /** Pairs of schemas that were compared already, in each direction. */
  readonly seen: Set<string> = new Set()
  /** Names of the schemas that some operation sends or receives. */
  readonly reached: Set<string> = new Set()
  /** New names of schemas and operations, by their old ones. */
  readonly renamed: Map<string, string> = new Map()
  readonly #changes: Map<string, Change> = new Map()

  constructor(released: Spec, current: Spec) {
    this.released = released
    this.current = current
  }

  /** Keeps a change. Of two at one place, as for a schema that is sent and received, the one that matters more stays. */
  note(kind: Kind, { before, after }: Pair, sentence: string): void {
    const place = after ?? before!
    const key = `${after ? 'current' : 'released'} ${place.pointer}`
    const known = this.#changes.get(key)
    if (known && !isWorse(kind, known.kind)) return
    this.#changes.set(key, { kind, pointer: place.pointer, isGone: !after, sentence })
  }

  get changes(): Change[] {
    return [...this.#changes.values()]
  }
}

/** Whether both sides say the same; the order of keys does not count. */
export function isEqual({ before, after }: Pair): boolean {
  return isEqualValue(before?.value, after?.value)
}

export function isEqualValue(before: Json | undefined, after: Json | undefined): boolean {
  return before === undefined || after === undefined ? before === after : isSame(before, after)
}

/** The entries of two maps side by side, by their keys. */
export function pairUp<Value>(
  before: Entries<Value>,
  after: Entries<Value>,
): [key: string, { readonly before: Value | undefined; readonly after: Value | undefined }][] {
  const [left, right] = [new Map(before), new Map(after)]
  return [...new Set([...left.keys(), ...right.keys()])].map((key) => [
    key,
    { before: left.get(key), after: right.get(key) },
  ])
}

type Entries<Value> = ReadonlyMap<string, Value> | readonly (readonly [string, Value])[]
