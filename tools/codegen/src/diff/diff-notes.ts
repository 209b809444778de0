import { children, type Place } from '../spec.ts'
import { type Comparison, type Direction, isEqual, type Pair, pairUp } from './comparison.ts'
import { diffDeprecated } from './diff-deprecated.ts'
import { diffErrorCodes } from './diff-error-codes.ts'
import type { Shape } from './shape.ts'
import { code } from './wording.ts'

interface Context {
  readonly old: Shape
  readonly now: Shape
  readonly label: string
  readonly direction: Direction
}

/** Compares what a schema says beside what it restricts. */
export function diffNotes(comparison: Comparison, context: Context): void {
  const { old, now, label } = context
  const name = code(label)
  for (const [key, pair] of pairUp(old.notes, now.notes)) {
    if (isEqual(pair)) continue
    switch (key) {
      case 'default':
        diffDefault(comparison, pair, context)
        break
      case 'deprecated':
        diffDeprecated(comparison, pair, name)
        break
      case 'x-form':
        comparison.note('fix', pair, `Forms show ${name} in another way.`)
        break
      case 'x-ignored-when':
        diffCondition(comparison, pair, name)
        break
      case 'x-success-codes':
        diffSuccessCodes(comparison, pair)
        break
      case 'x-error-codes':
        diffErrorCodes(comparison, pair)
        break
      default:
        comparison.note(
          'docs',
          pair,
          `The ${key} of ${name} ${pair.before && pair.after ? 'is worded anew' : says(pair)}.`,
        )
    }
  }
}

function says({ after }: Pair): string {
  return after ? 'is new' : 'is gone'
}

/**
 * The API fills in defaults, also for those who do not upgrade; only a required field's default is sent by core itself.
 */
function diffDefault(comparison: Comparison, pair: Pair, { label, direction }: Context): void {
  const { before, after } = pair
  const name = code(label)
  const sentence = !after
    ? `${name} no longer has a default.`
    : before
      ? `${name} is ${code(after.value)} where it is left out, before ${code(before.value)}.`
      : `${name} is ${code(after.value)} where it is left out.`
  comparison.note(direction === 'response' ? 'docs' : 'feature', pair, sentence)
}

function diffCondition(comparison: Comparison, pair: Pair, name: string): void {
  const [[field, word] = ['', undefined]] = children(pair.after)
  const isIgnored = `${name} is ignored while ${code(field)} is ${code(word?.value)}, so both together are refused.`
  if (pair.after) comparison.note('breaking', pair, isIgnored)
  else comparison.note('feature', pair, `${name} always counts now.`)
}

function diffSuccessCodes(comparison: Comparison, pair: Pair): void {
  for (const [, entry] of pairUp(byCode(pair.before), byCode(pair.after))) {
    const { before, after } = entry
    if (before && after) continue
    if (after) comparison.note('fix', entry, `Answers with the code ${code(after.value)} count as successful.`)
    else comparison.note('breaking', entry, `Answers with the code ${code(before!.value)} count as failed.`)
  }
}

function byCode(codes: Place | undefined): [string, Place][] {
  return children(codes).map(([, place]) => [JSON.stringify(place.value), place])
}
