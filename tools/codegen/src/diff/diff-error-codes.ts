import { child, children, need, type Place, show } from '../spec.ts'
import { type Comparison, isEqual, type Pair, pairUp } from './comparison.ts'
import { code } from './wording.ts'

/** Compares what the codes of errors mean. Callers act on the kind and on the reason. */
export function diffErrorCodes(comparison: Comparison, { before, after }: Pair): void {
  for (const [key, pair] of pairUp(children(before), children(after)))
    diffCode(comparison, pair, `The error ${code(key)}`)
}

function diffCode(comparison: Comparison, { before, after }: Pair, name: string): void {
  if (!before) {
    comparison.note('feature', { before, after }, `${name} is understood: ${describe(after!)}.`)
  } else if (!after) {
    comparison.note('breaking', { before, after }, `${name} is no longer understood; it was ${describe(before)}.`)
  } else {
    for (const [key, pair] of pairUp(children(before), children(after))) diffAspect(comparison, key, pair, name)
  }
}

function diffAspect(comparison: Comparison, key: string, pair: Pair, name: string): void {
  if (isEqual(pair)) return
  switch (key) {
    case 'description':
      return comparison.note('docs', pair, `${name} is described anew.`)
    case 'retryable':
      return comparison.note('fix', pair, `${name} is ${pair.after ? 'now' : 'no longer'} worth another try.`)
    case 'reason':
      return comparison.note(pair.before ? 'breaking' : 'feature', pair, `${name} has ${wasText(pair, 'the reason')}.`)
    case 'when':
      for (const [text, one] of pairUp(byMessage(pair.before), byMessage(pair.after))) {
        diffCode(comparison, one, `${name} with ${code(text)} in its message`)
      }
      return
    default:
      comparison.note('breaking', pair, `${name} has ${wasText(pair, `the ${key}`)}.`)
  }
}

function wasText({ before, after }: Pair, what: string): string {
  if (!after) return `no longer ${what} ${code(before!.value)}`
  return `${what} ${code(after.value)}${before ? `, before ${code(before.value)}` : ''}`
}

function byMessage(cases: Place | undefined): [string, Place][] {
  return children(cases).map(([, one]) => [show(need(one, 'message')), one])
}

/** "`concurrency` (Too many tasks at once)" */
function describe(place: Place): string {
  const description = child(place, 'description')
  return `${code(child(place, 'kind')?.value)}${description ? ` (${show(description)})` : ''}`
}
