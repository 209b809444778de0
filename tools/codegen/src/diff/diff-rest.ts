import { children, type Place } from '../spec.ts'
import { type Comparison, isEqual, pairUp } from './comparison.ts'
import { code } from './wording.ts'

/** Keys that were compared elsewhere are `known`; what differs in any other may not go by unseen. */
export function diffRest(
  comparison: Comparison,
  before: Place,
  after: Place,
  known: readonly string[],
  name: string,
): void {
  for (const [key, pair] of pairUp(children(before), children(after))) {
    if (known.includes(key) || isEqual(pair)) continue
    comparison.note('breaking', pair, `${name}: nothing here can judge ${code(key)}. Look at it.`)
  }
}
