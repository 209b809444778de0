import { Refusal } from '../refusal.ts'
import { child, children, isObject, type Json, type JsonObject, type Place, resolve, type Spec } from '../spec.ts'

/** One way a value may be: the object that holds the keywords, with references followed. */
export interface Owner {
  readonly place: Place
  readonly type: string | undefined
  /** Made of several schemas, each of which may be silent about the fields of the others. */
  readonly isComposed: boolean
}

export interface Ways {
  readonly ways: readonly Owner[]
  readonly isNullable: boolean
}

/** The ways a schema allows. An `allOf`, which we do not write, counts as one schema with all of its keywords. */
export function readWays(spec: Spec, place: Place, around: ReadonlySet<string> = new Set()): Ways {
  const open = within(spec, place, around)
  const owner = flatten(spec, place, around)
  const choice = child(owner, 'anyOf') ?? child(owner, 'oneOf')
  if (choice) {
    const inner = children(choice).map(([, branch]) => readWays(spec, branch, open))
    return {
      ways: inner.flatMap(({ ways }) => ways),
      isNullable: inner.some(({ isNullable }) => isNullable),
    }
  }
  const types = [child(owner, 'type')?.value ?? []].flat().filter((type) => typeof type === 'string')
  const others = types.filter((type) => type !== 'null')
  const isNullable = others.length < types.length
  if (others.length === 0 && isNullable) return { ways: [], isNullable }
  const isComposed = child(resolve(spec, place), 'allOf') !== undefined
  const ways = others.length > 0 ? others : [impliedType(owner)]
  return { ways: ways.map((type) => ({ place: owner, type, isComposed })), isNullable }
}

function impliedType(owner: Place): string | undefined {
  if (child(owner, 'properties')) return 'object'
  if (child(owner, 'items')) return 'array'
  return child(owner, 'enum') ? 'string' : undefined
}

function flatten(spec: Spec, place: Place, around: ReadonlySet<string>): Place {
  const open = within(spec, place, around)
  const target = resolve(spec, place)
  const parts = children(child(target, 'allOf')).map(([, part]) => flatten(spec, part, open).value)
  if (parts.length === 0) return target
  const { allOf: _allOf, ...own } = target.value as JsonObject
  return { pointer: target.pointer, value: [own, ...parts].filter((part) => isObject(part)).reduce(join) }
}

/** The schemas that are being followed just now, with this one. */
function within(spec: Spec, place: Place, around: ReadonlySet<string>): ReadonlySet<string> {
  const { pointer } = resolve(spec, place)
  if (around.has(pointer)) throw new Refusal(place.pointer, 'a schema that is made of itself cannot be written out.')
  return new Set(around).add(pointer)
}

/** What comes first wins; fields and what is required add up. */
function join(one: JsonObject, other: JsonObject): JsonObject {
  return {
    ...other,
    ...one,
    ...(isObject(one['properties']) || isObject(other['properties'])
      ? { properties: { ...asObject(other['properties']), ...asObject(one['properties']) } }
      : {}),
    ...(one['required'] || other['required']
      ? { required: [...asList(one['required']), ...asList(other['required'])] }
      : {}),
  }
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {}
}

function asList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : []
}
