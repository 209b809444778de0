import { child, need, type Place, resolve, show, type Spec } from '../spec.ts'
import { type Comparison, isEqual, type Pair, pairUp } from './comparison.ts'
import { diffDeprecated } from './diff-deprecated.ts'
import { diffRest } from './diff-rest.ts'
import { diffSchema } from './diff-schema.ts'
import { code } from './wording.ts'

/** Compares the parameters of two operations. `of` names the operation. */
export function diffParameters(
  comparison: Comparison,
  before: readonly Place[],
  after: readonly Place[],
  of: string,
): void {
  const [old, now] = [readParameters(comparison.released, before), readParameters(comparison.current, after)]
  for (const [, pair] of pairUp(old, now)) {
    const name = `${code(need(pair.after ?? pair.before!, 'name').value)} of ${of}`
    if (pair.before && pair.after) diffParameter(comparison, pair, name)
    else if (!pair.after) comparison.note('breaking', pair, `${name} is gone.`)
    else if (isRequired(pair.after)) comparison.note('breaking', pair, `${name} is new and has to be given.`)
    else comparison.note('feature', pair, `${name} is new.`)
  }
}

/** By place and name; those in a path go by their order, since core fills them in. */
function readParameters(spec: Spec, parameters: readonly Place[]): [string, Place][] {
  const own = parameters.map((parameter) => resolve(spec, parameter))
  const inPath = own.filter((parameter) => need(parameter, 'in').value === 'path')
  return own.map((parameter) => {
    const where = show(need(parameter, 'in'))
    return [`${where} ${where === 'path' ? inPath.indexOf(parameter) : show(need(parameter, 'name'))}`, parameter]
  })
}

function isRequired(parameter: Place): boolean {
  return child(parameter, 'required')?.value === true
}

function diffParameter(comparison: Comparison, { before, after }: Pair, name: string): void {
  const pair = (key: string): Pair => ({ before: child(before!, key), after: child(after!, key) })
  if (!isEqual(pair('name'))) comparison.note('fix', pair('name'), `${name} has another name in its path.`)
  if (isRequired(before!) !== isRequired(after!)) {
    const isNow = isRequired(after!)
    const place = { before, after: child(after!, 'required') ?? after }
    comparison.note(
      isNow ? 'breaking' : 'feature',
      place,
      `${name} ${isNow ? 'has to be given now' : 'can be left out'}.`,
    )
  }
  for (const key of ['description', 'example', 'examples']) {
    if (!isEqual(pair(key))) comparison.note('docs', pair(key), `The ${key} of ${name} is worded anew.`)
  }
  diffDeprecated(comparison, pair('deprecated'), name)
  const known = ['name', 'in', 'required', 'description', 'example', 'examples', 'deprecated', 'schema']
  diffRest(comparison, before!, after!, known, name)
  const label = show(need(after!, 'name'))
  diffSchema(comparison, need(before!, 'schema'), need(after!, 'schema'), label, 'request')
}
