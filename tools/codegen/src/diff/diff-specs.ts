import { readBasePath } from '../model.ts'
import { child, children, type Place, type Spec } from '../spec.ts'
import { type Change, kinds } from './change.ts'
import { Comparison, type Direction, isEqual, type Pair, pairUp } from './comparison.ts'
import { diffOperations } from './diff-operations.ts'
import { diffSchema, schemaNames } from './diff-schema.ts'
import { code, firstSentence } from './wording.ts'

/**
 * What changed between two specs as users of the packages see it, the worst first. Both are compared as they are used:
 * from the operations on, with references followed, so that order and notation make no difference.
 */
export function diffSpecs(released: Spec, current: Spec): Change[] {
  const comparison = new Comparison(released, current)
  const pair = (...keys: string[]): Pair => ({ before: at(released.root, keys), after: at(current.root, keys) })
  diffOperations(comparison, pair('paths'), false)
  diffOperations(comparison, pair('webhooks'), true)
  diffSchemas(comparison)
  diffServers(comparison, pair('servers'))
  diffSecuritySchemes(comparison, pair('components', 'securitySchemes'))
  for (const key of ['info', 'tags', 'externalDocs']) {
    if (!isEqual(pair(key))) comparison.note('docs', pair(key), `What the spec says under ${code(key)} is worded anew.`)
  }
  const line = ({ pointer, isGone }: Change): number => (isGone ? released : current).locate(pointer).line
  return comparison.changes.toSorted(
    (one, other) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind) || line(one) - line(other),
  )
}

function at(place: Place, keys: readonly string[]): Place | undefined {
  return keys.reduce((found: Place | undefined, key) => found && child(found, key), place)
}

/** The names of schemas are names of types and of exported schemas. */
function diffSchemas(comparison: Comparison): void {
  const { released, current, renamed, reached } = comparison
  const [old, now] = [schemaNames(released.root), schemaNames(current.root)]
  for (const [name, { before, after }] of pairUp(old, now)) {
    const another = renamed.get(name)
    if (before && after && !reached.has(name)) {
      for (const direction of ['request', 'response'] satisfies Direction[]) {
        diffSchema(comparison, before, after, name, direction)
      }
    } else if (!after && another !== undefined) {
      comparison.note('breaking', { before, after: now.get(another) }, `${code(name)} is now called ${code(another)}.`)
    } else if (!after) {
      comparison.note('breaking', { before, after }, `The schema ${code(name)} is gone, and with it its type.`)
    } else if (!before && ![...renamed.values()].includes(name)) {
      const about = firstSentence(child(after, 'description')?.value)
      comparison.note('feature', { before, after }, `The schema ${code(name)} is new${about ? `: ${about}` : '.'}`)
    }
  }
}

/** Requests go to the path of the first server; its host is anybody's own, and the rest is there to read. */
function diffServers(comparison: Comparison, servers: Pair): void {
  if (isEqual(servers)) return
  const [old, now] = [readBasePath(comparison.released), readBasePath(comparison.current)]
  if (old === now) comparison.note('docs', servers, 'Where the API is served is described anew.')
  else comparison.note('breaking', servers, `The default of ${code('basePath')} is ${code(now)}, before ${code(old)}.`)
}

function diffSecuritySchemes(comparison: Comparison, schemes: Pair): void {
  for (const [name, pair] of pairUp(children(schemes.before), children(schemes.after))) {
    if (isEqual(pair)) continue
    const rules = pairUp(children(pair.before), children(pair.after)).filter(([key]) => key !== 'description')
    if (!pair.before) comparison.note('docs', pair, `${code(name)} is described as a way to authorize.`)
    else if (rules.every(([, rule]) => isEqual(rule)))
      comparison.note('docs', pair, `The way to authorize, ${code(name)}, is described anew.`)
    else comparison.note('breaking', pair, `The way to authorize, ${code(name)}, has changed.`)
  }
}
