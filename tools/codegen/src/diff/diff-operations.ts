import { child, children, type Json, need, type Place, resolve, show, type Spec } from '../spec.ts'
import { type Comparison, type Direction, isEqual, isEqualValue, type Pair, pairUp } from './comparison.ts'
import { diffDeprecated } from './diff-deprecated.ts'
import { diffHeaders } from './diff-headers.ts'
import { diffParameters } from './diff-parameters.ts'
import { diffRest } from './diff-rest.ts'
import { diffSchema } from './diff-schema.ts'
import { diffTask } from './diff-task.ts'
import { code } from './wording.ts'

interface Operation {
  readonly id: string
  readonly place: Place
  /** Those of its path and its own. */
  readonly parameters: readonly Place[]
  readonly route: string
  readonly path: string
}

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

const knownInOperation = [
  ...['operationId', 'summary', 'description', 'tags', 'externalDocs', 'deprecated', 'security'],
  ...['parameters', 'requestBody', 'responses', 'callbacks', 'x-task'],
]

/** Compares the operations under `paths`, or those under a callback, where requests are what the app receives. */
export function diffOperations(comparison: Comparison, paths: Pair, isCallback: boolean): void {
  const old = readOperations(comparison.released, paths.before)
  const now = readOperations(comparison.current, paths.after)
  const partners = old.map(
    (one) => now.find(({ route }) => route === one.route) ?? now.find(({ id }) => id !== '' && id === one.id),
  )
  for (const [index, { id }] of old.entries()) {
    const partner = partners[index]
    if (partner && partner.id !== id) comparison.renamed.set(id, partner.id)
  }
  for (const [index, one] of old.entries()) {
    const partner = partners[index]
    if (partner) diffOperation(comparison, one, partner, isCallback)
    else
      comparison.note(
        'breaking',
        { before: one.place, after: undefined },
        `${isCallback ? 'The callback' : 'The operation'} ${code(one.id)} is gone.`,
      )
  }
  for (const { id, place } of now.filter((one) => !partners.includes(one))) {
    const about = child(place, 'summary')?.value
    const what = isCallback ? 'The callback' : 'The operation'
    comparison.note(
      'feature',
      { before: undefined, after: place },
      `${what} ${code(id)} is new${typeof about === 'string' ? `: ${about}` : ''}.`,
    )
  }
  diffPaths(comparison, paths)
}

/** What stands at a path beside its operations and their parameters. */
function diffPaths(comparison: Comparison, paths: Pair): void {
  const byRoute = (place: Place | undefined): [string, Place][] =>
    children(place).map(([path, item]) => [withoutNames(path), item])
  for (const [route, { before, after }] of pairUp(byRoute(paths.before), byRoute(paths.after))) {
    if (!before || !after) continue
    for (const key of ['summary', 'description']) {
      const pair = { before: child(before, key), after: child(after, key) }
      if (!isEqual(pair)) comparison.note('docs', pair, `The ${key} of ${code(route)} is worded anew.`)
    }
    diffRest(comparison, before, after, [...methods, 'summary', 'description', 'parameters'], code(route))
  }
}

/** What a path parameter is called does not matter to anybody. */
function withoutNames(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}')
}

function readOperations(spec: Spec, paths: Place | undefined): Operation[] {
  return children(paths).flatMap(([path, item]) =>
    children(item)
      .filter(([key]) => methods.has(key))
      .map(([method, place]) => ({
        id: show(child(place, 'operationId') ?? { value: '', pointer: '' }),
        place,
        parameters: [item, place].flatMap((owner) => children(child(owner, 'parameters')).map(([, one]) => one)),
        route: `${method} ${withoutNames(path)}`,
        path,
      })),
  )
}

function diffOperation(comparison: Comparison, old: Operation, now: Operation, isCallback: boolean): void {
  const [before, after] = [old.place, now.place]
  const pair = (key: string): Pair => ({ before: child(before, key), after: child(after, key) })
  const name = code(now.id)
  if (old.id !== now.id) {
    comparison.note('breaking', pair('operationId'), `${code(old.id)} is now called ${name}.`)
  }
  if (old.route !== now.route && !isCallback) {
    comparison.note(
      'breaking',
      { before, after },
      `${name} is asked for at ${code(now.path)}, before ${code(old.path)}.`,
    )
  }
  for (const key of ['summary', 'description', 'tags', 'externalDocs']) {
    if (!isEqual(pair(key))) comparison.note('docs', pair(key), `The ${key} of ${name} is worded anew.`)
  }
  diffDeprecated(comparison, pair('deprecated'), name)
  diffSecurity(comparison, old, now)
  diffParameters(comparison, old.parameters, now.parameters, name)
  diffRequestBody(comparison, pair('requestBody'), name, isCallback ? 'response' : 'request')
  diffResponses(comparison, pair('responses'), name, isCallback ? 'request' : 'response')
  diffTask(comparison, pair('x-task'), name)
  for (const [, callback] of pairUp(children(child(before, 'callbacks')), children(child(after, 'callbacks')))) {
    diffOperations(comparison, callback, true)
  }
  diffRest(comparison, before, after, knownInOperation, name)
}

function diffSecurity(comparison: Comparison, old: Operation, now: Operation): void {
  const of = (spec: Spec, { place }: Operation): Place | undefined =>
    child(place, 'security') ?? child(spec.root, 'security')
  const pair = { before: of(comparison.released, old), after: of(comparison.current, now) }
  if (isEqual(pair)) return
  const isFree = (place: Place | undefined): boolean => isEqualValue(place?.value ?? [], [])
  const place = (pair.after ?? pair.before) ? pair : { before: old.place, after: now.place }
  if (isFree(pair.after)) comparison.note('feature', place, `${code(now.id)} needs no token any more.`)
  else comparison.note('breaking', place, `${code(now.id)} has to be authorized in another way.`)
}

function diffRequestBody(comparison: Comparison, pair: Pair, name: string, direction: Direction): void {
  const before = pair.before && resolve(comparison.released, pair.before)
  const after = pair.after && resolve(comparison.current, pair.after)
  if (before && after) {
    const required = { before: child(before, 'required'), after: child(after, 'required') }
    if (!!required.before?.value !== !!required.after?.value) {
      const isNow = required.after?.value === true
      comparison.note(isNow ? 'breaking' : 'feature', required, `${name} ${isNow ? 'needs' : 'needs no'} body.`)
    }
    const words = { before: child(before, 'description'), after: child(after, 'description') }
    if (!isEqual(words)) comparison.note('docs', words, `The body of ${name} is described anew.`)
    diffContent(comparison, before, after, `the body of ${name}`, direction)
    diffRest(comparison, before, after, ['required', 'description', 'content'], `The body of ${name}`)
  } else if (after) {
    const isNeeded = child(after, 'required')?.value === true
    comparison.note(isNeeded ? 'breaking' : 'feature', { before, after }, `${name} takes a body.`)
  } else if (before) {
    comparison.note('breaking', { before, after }, `${name} no longer takes a body.`)
  }
}

function diffResponses(comparison: Comparison, pair: Pair, name: string, direction: Direction): void {
  for (const [status, { before, after }] of pairUp(children(pair.before), children(pair.after))) {
    const isSuccess = status.startsWith('2')
    if (before && after) {
      const [old, now] = [resolve(comparison.released, before), resolve(comparison.current, after)]
      const words = { before: child(old, 'description'), after: child(now, 'description') }
      if (!isEqual(words)) comparison.note('docs', words, `The answer ${status} of ${name} is described anew.`)
      const answer = `the answer ${status} of ${name}`
      diffContent(comparison, old, now, answer, direction)
      const headers = { before: child(old, 'headers'), after: child(now, 'headers') }
      diffHeaders(comparison, headers, answer, direction)
      diffRest(comparison, old, now, ['description', 'content', 'headers'], `The answer ${status} of ${name}`)
    } else if (after) {
      comparison.note(isSuccess ? 'feature' : 'fix', { before, after }, `${name} may answer with ${status}.`)
    } else {
      comparison.note(isSuccess ? 'breaking' : 'fix', { before, after }, `${name} no longer answers with ${status}.`)
    }
  }
}

function diffContent(comparison: Comparison, before: Place, after: Place, what: string, direction: Direction): void {
  for (const [type, media] of pairUp(children(child(before, 'content')), children(child(after, 'content')))) {
    if (media.before && media.after) {
      diffSchema(comparison, need(media.before, 'schema'), need(media.after, 'schema'), what, direction)
      diffExamples(comparison, media, what)
      diffRest(comparison, media.before, media.after, ['schema', 'example', 'examples'], `${type} as ${what}`)
    } else {
      const isGain = media.after !== undefined
      comparison.note(isGain ? 'feature' : 'breaking', media, `${what} can ${isGain ? 'now' : 'no longer'} be ${type}.`)
    }
  }
}

function diffExamples(comparison: Comparison, { before, after }: Pair, what: string): void {
  const examples = (media: Place | undefined): Json => ({
    one: (media && child(media, 'example')?.value) ?? null,
    many: (media && child(media, 'examples')?.value) ?? null,
  })
  if (isEqualValue(examples(before), examples(after))) return
  const place = (media: Place): Place => child(media, 'examples') ?? child(media, 'example') ?? media
  comparison.note('docs', { before: place(before!), after: place(after!) }, `Other examples for ${what}.`)
}
