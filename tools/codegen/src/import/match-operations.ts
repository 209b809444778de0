import { child, children, isObject, type Place, resolve, show, type Spec } from '../spec.ts'
import { ImportProblem } from './import-problem.ts'

export interface Operation {
  readonly method: string
  readonly path: string
  readonly place: Place
  /** Those of its path and its own. */
  readonly parameters: readonly Place[]
}

export interface Match {
  readonly ours: Operation
  readonly theirs: Operation
}

const methods = new Set(['get', 'put', 'post', 'delete', 'patch'])

/**
 * The vendor's operations that are ours, by method and by the end of the path: prefixes differ between hosts, and
 * operation ids between authors.
 */
export function matchOperations(ours: Spec, theirs: Spec): { matches: Match[]; missing: Operation[] } {
  const wanted = readOperations(ours, '') // the prefix of our own server is one of gateways
  const offered = readOperations(theirs, basePath(theirs))
  const found = wanted.map((one) => [one, find(one, offered)] as const)
  const matches = found.flatMap(([one, other]) => (other ? [{ ours: one, theirs: other }] : []))
  if (matches.length === 0) {
    const routes = wanted.map(({ method, path }) => `  ${method.toUpperCase()} …${path}`)
    throw new ImportProblem(['None of our operations is in this document. It would need one of', ...routes].join('\n'))
  }
  return { matches, missing: found.flatMap(([one, other]) => (other ? [] : [one])) }
}

function readOperations(spec: Spec, start: string): Operation[] {
  return children(child(spec.root, 'paths')).flatMap(([path, item]) =>
    children(resolve(spec, item))
      .filter(([method, place]) => methods.has(method) && isObject(place.value))
      .map(([method, place]) => ({
        method,
        path: `${start}${path}`,
        place,
        parameters: [item, place].flatMap((owner) =>
          children(child(owner, 'parameters')).map(([, one]) => resolve(spec, one)),
        ),
      })),
  )
}

/** What a vendor writes into the address of its server is the start of its paths. */
function basePath(spec: Spec): string {
  const [server] = children(child(spec.root, 'servers'))
  const url = server && child(server[1], 'url')
  return url
    ? show(url)
        .replace(/^[a-z]+:\/\/[^/]*/i, '')
        .replace(/\/$/, '')
    : ''
}

function find(one: Operation, offered: readonly Operation[]): Operation | undefined {
  const end = normal(one.path)
  const fitting = offered.filter(({ method, path }) => method === one.method && normal(path).endsWith(end))
  const [first, second] = fitting.toSorted((a, b) => a.path.length - b.path.length)
  if (first && second && first.path.length === second.path.length) {
    throw new ImportProblem(
      `Two operations could be ${one.method.toUpperCase()} …${one.path}: ${first.path} and ${second.path}.`,
    )
  }
  return first
}

/** Neither the names of path parameters nor a slash at the end matter. */
function normal(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '')
}
