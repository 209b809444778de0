import { child, children, type Place, resolve } from '../spec.ts'
import { type Comparison, type Direction, isEqual, type Pair, pairUp } from './comparison.ts'
import { diffDeprecated } from './diff-deprecated.ts'
import { diffRest } from './diff-rest.ts'
import { diffSchema } from './diff-schema.ts'
import { code } from './wording.ts'

/** Compares the headers of an answer, which are part of its type. `of` names the answer. */
export function diffHeaders(comparison: Comparison, headers: Pair, of: string, direction: Direction): void {
  for (const [key, { before, after }] of pairUp(children(headers.before), children(headers.after))) {
    const name = `The header ${code(key)} of ${of}`
    if (before && after) {
      diffHeader(comparison, resolve(comparison.released, before), resolve(comparison.current, after), name, direction)
    } else if (after) comparison.note('feature', { before, after }, `${name} is new.`)
    else comparison.note('breaking', { before, after }, `${name} is gone.`)
  }
}

function diffHeader(comparison: Comparison, before: Place, after: Place, name: string, direction: Direction): void {
  const pair = (key: string): Pair => ({ before: child(before, key), after: child(after, key) })
  for (const key of ['description', 'example', 'examples']) {
    if (!isEqual(pair(key))) comparison.note('docs', pair(key), `The ${key} of ${name} is worded anew.`)
  }
  const required = pair('required')
  const isNow = required.after?.value === true
  if (isNow !== (required.before?.value === true)) {
    const place = { before, after: required.after ?? after }
    comparison.note(isNow ? 'feature' : 'breaking', place, `${name} is ${isNow ? 'now' : 'no longer'} always there.`)
  }
  diffDeprecated(comparison, pair('deprecated'), name)
  const schema = pair('schema')
  if (schema.before && schema.after) diffSchema(comparison, schema.before, schema.after, name, direction)
  const known = ['description', 'example', 'examples', 'required', 'deprecated']
  diffRest(comparison, before, after, schema.before && schema.after ? [...known, 'schema'] : known, name)
}
