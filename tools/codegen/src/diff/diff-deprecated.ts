import type { Comparison, Pair } from './comparison.ts'

/** Nothing stops working, but there is something new to know. */
export function diffDeprecated(comparison: Comparison, pair: Pair, name: string): void {
  const isNow = pair.after?.value === true
  if (isNow === (pair.before?.value === true)) return
  comparison.note('feature', pair, `${name} is ${isNow ? 'now' : 'no longer'} deprecated.`)
}
