import { children, isObject, type Place, show } from '../spec.ts'
import { type Comparison, isEqual, type Pair, pairUp } from './comparison.ts'
import { code } from './wording.ts'

/** Compares how the tasks of an operation are found, read and timed. */
export function diffTask(comparison: Comparison, task: Pair, name: string): void {
  const { before, after } = task
  if (!before || !after) {
    if (after) comparison.note('feature', task, `${name} makes tasks that can be followed.`)
    else if (before) comparison.note('breaking', task, `${name} no longer makes tasks that can be followed.`)
    return
  }
  for (const [key, pair] of pairUp(children(before), children(after))) {
    if (isEqual(pair)) continue
    if (key === 'words') diffWords(comparison, pair, name)
    else if (key === 'final') diffFinal(comparison, pair, name)
    else if (key === 'list') diffList(comparison, pair, name)
    else if (key === 'deadlineMs') diffDeadline(comparison, pair, name)
    else if (!isRenamed(comparison, pair)) diffValues(comparison, pair, key, name)
  }
}

function diffWords(comparison: Comparison, { before, after }: Pair, name: string): void {
  const states = pairUp(children(before), children(after))
  for (const [state, pair] of states) {
    if (pair.before && pair.after) continue
    const sentence = pair.after ? 'can now be' : 'can no longer be'
    comparison.note('breaking', pair, `The status of a task of ${name} ${sentence} ${code(state)}.`)
  }
  const known = new Set(states.flatMap(([state, pair]) => (pair.before && pair.after ? [state] : [])))
  for (const [word, pair] of pairUp(meanings(before, known), meanings(after, known))) {
    const [old, now] = [pair.before?.state, pair.after?.state]
    if (old === now) continue
    const place = { before: pair.before?.place, after: pair.after?.place }
    if (!old)
      comparison.note('feature', place, `The API's status word ${code(word)} is understood as ${code(now ?? '')}.`)
    else if (!now) comparison.note('breaking', place, `The API's status word ${code(word)} is not understood any more.`)
    else
      comparison.note('breaking', place, `The API's status word ${code(word)} means ${code(now)}, before ${code(old)}.`)
  }
}

interface Meaning {
  readonly state: string
  readonly place: Place
}

function meanings(words: Place | undefined, states: ReadonlySet<string>): Map<string, Meaning> {
  return new Map(
    children(words).flatMap(([state, theirs]) =>
      states.has(state) ? children(theirs).map(([, place]) => [show(place), { state, place }]) : [],
    ),
  )
}

function diffFinal(comparison: Comparison, { before, after }: Pair, name: string): void {
  const byState = (final: Place | undefined): [string, Place][] =>
    children(final).map(([, state]) => [show(state), state])
  for (const [state, pair] of pairUp(byState(before), byState(after))) {
    if (pair.before && pair.after) continue
    const sentence = pair.after ? 'ends' : 'no longer ends'
    comparison.note('breaking', pair, `The status ${code(state)} ${sentence} a task of ${name}.`)
  }
}

function diffList(comparison: Comparison, pair: Pair, name: string): void {
  if (pair.before && pair.after) {
    if (!isRenamed(comparison, pair)) diffValues(comparison, pair, 'list', name)
  } else if (pair.after) comparison.note('feature', pair, `The tasks of ${name} can be listed.`)
  else comparison.note('breaking', pair, `The tasks of ${name} cannot be listed any more.`)
}

function diffDeadline(comparison: Comparison, pair: Pair, name: string): void {
  const seconds = (place: Place | undefined): string => `${Number(place?.value) / 1000} s`
  const isShorter = Number(pair.after?.value) < Number(pair.before?.value)
  const sentence = `Unless you say otherwise, waiting for a task of ${name} ends after ${seconds(pair.after)}`
  comparison.note(isShorter ? 'breaking' : 'feature', pair, `${sentence}, before ${seconds(pair.before)}.`)
}

/** An operation under a new name is told once, where it is named. */
function isRenamed(comparison: Comparison, { before, after }: Pair): boolean {
  return before !== undefined && after !== undefined && comparison.renamed.get(show(before)) === after.value
}

/** Where things stand and what they cost: apps do not see it, but estimates and look-ups follow. */
function diffValues(comparison: Comparison, pair: Pair, path: string, name: string): void {
  if (isEqual(pair)) return
  const { before, after } = pair
  if (before && after && isObject(before.value) && isObject(after.value)) {
    for (const [key, inner] of pairUp(children(before), children(after))) {
      diffValues(comparison, inner, `${path}.${key}`, name)
    }
    return
  }
  const now = after ? `is ${code(after.value)}` : 'is gone'
  comparison.note(
    'fix',
    pair,
    `${code(path)} of ${name}'s tasks ${now}${before ? `, before ${code(before.value)}` : ''}.`,
  )
}
