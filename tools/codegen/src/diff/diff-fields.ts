import { children, type Place, type Spec } from '../spec.ts'
import { type Comparison, type Direction, isEqual, type Pair } from './comparison.ts'
import { type Branch, readShape } from './shape.ts'
import { code, firstSentence } from './wording.ts'

interface Field {
  readonly place: Place
  readonly required: Place | undefined
}

/** Compares which fields two objects have; those that both have are returned, to be compared themselves. */
export function diffFields(
  comparison: Comparison,
  old: Branch,
  now: Branch,
  label: string,
  direction: Direction,
): [key: string, { before: Place; after: Place }][] {
  const [left, right] = [fieldsOf(old), fieldsOf(now)]
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) => {
    const [before, after] = [left.get(key), right.get(key)]
    const name = `${label}.${key}`
    if (before && after) {
      diffRequired(comparison, before, after, name, direction)
      return [[key, { before: before.place, after: after.place }]]
    }
    if (after) noteNew(comparison, after, name, direction)
    else if (before) noteGone(comparison, before, name, direction)
    return []
  })
}

function fieldsOf({ rules }: Branch): Map<string, Field> {
  const required = new Map(children(rules.get('required')).map(([, name]) => [name.value, name]))
  return new Map(children(rules.get('properties')).map(([key, place]) => [key, { place, required: required.get(key) }]))
}

function diffRequired(comparison: Comparison, old: Field, now: Field, name: string, direction: Direction): void {
  const label = code(name)
  const isNow = now.required !== undefined
  if (direction === 'request' && old.required && isNow) diffFilledIn(comparison, old, now, label)
  if (!old.required === !isNow) return
  const place: Pair = { before: undefined, after: now.required ?? now.place }
  if (direction === 'response') {
    const kind = isNow ? 'feature' : 'breaking'
    comparison.note(kind, place, `${label} is ${isNow ? 'now always there' : 'no longer always there'}.`)
  } else if (!isNow) {
    comparison.note('feature', place, `${label} can be left out.`)
  } else if (defaultOf(comparison.current, now)) {
    comparison.note('fix', place, `${label} is now always sent; its default is filled in for you.`)
  } else {
    comparison.note('breaking', place, `${label} has to be given now.`)
  }
}

/** The default of a required field is sent by core itself: another one changes what the same code asks for. */
function diffFilledIn(comparison: Comparison, old: Field, now: Field, label: string): void {
  const pair = { before: defaultOf(comparison.released, old), after: defaultOf(comparison.current, now) }
  if (isEqual(pair) || !pair.before) return
  const sentence = pair.after
    ? `is sent as ${code(pair.after.value)}, before ${code(pair.before.value)}`
    : 'has to be given'
  comparison.note('breaking', pair, `Where you leave ${label} out, it ${sentence}.`)
}

function noteNew(comparison: Comparison, now: Field, name: string, direction: Direction): void {
  const place = { before: undefined, after: now.place }
  if (direction === 'request' && now.required && !defaultOf(comparison.current, now)) {
    return comparison.note('breaking', place, `${code(name)} is new and has to be given.`)
  }
  const about = firstSentence(readShape(comparison.current, now.place).notes.get('description')?.value)
  comparison.note('feature', place, `${code(name)} is new${about ? `: ${about}` : '.'}`)
}

function noteGone(comparison: Comparison, old: Field, name: string, direction: Direction): void {
  const advice = direction === 'request' ? 'take it out of your calls' : 'nothing can be read from it any more'
  comparison.note('breaking', { before: old.place, after: undefined }, `${code(name)} is gone; ${advice}.`)
}

function defaultOf(spec: Spec, { place }: Field): Place | undefined {
  return readShape(spec, place).notes.get('default')
}
