import { child, children, followOnce, type Place, resolve, type Spec } from '../spec.ts'

/** A schema with its references followed, so that it does not matter how it was written down. */
export interface Shape {
  /** Name of the schema that was referred to. */
  readonly name: string | undefined
  /** What says that the value may be null. */
  readonly nullable: Place | undefined
  /** The ways the value may be, without null. */
  readonly branches: readonly Branch[]
  /** What does not restrict the value: descriptions, defaults and the like, by keyword. */
  readonly notes: ReadonlyMap<string, Place>
}

export interface Branch {
  readonly place: Place
  /** Name of the schema that was referred to. */
  readonly name: string | undefined
  /** What restricts the value, by keyword. */
  readonly rules: ReadonlyMap<string, Place>
  readonly type: string | undefined
}

const component = '#/components/schemas/'

const noteKeywords = new Set([
  'title',
  'description',
  'default',
  'deprecated',
  'example',
  'examples',
  'x-form',
  'x-ignored-when',
  'x-success-codes',
  'x-error-codes',
])

/** Says the same as leaving the keyword out. */
const meansNothing: Readonly<Record<string, (value: unknown) => boolean>> = {
  minLength: (value) => value === 0,
  minItems: (value) => value === 0,
  required: (value) => Array.isArray(value) && value.length === 0,
  properties: (value) => typeof value === 'object' && Object.keys(value ?? {}).length === 0,
  deprecated: (value) => value === false,
  nullable: (value) => value === false,
  'x-open-enum': (value) => value === false,
  'x-lossless': (value) => value === false,
}

export function readShape(spec: Spec, place: Place): Shape {
  const keywords = keywordsOf(spec, place)
  const notes = new Map([...keywords].filter(([key]) => noteKeywords.has(key)))
  const rules = new Map([...keywords].filter(([key]) => !noteKeywords.has(key)))
  const choice = rules.get('anyOf') ?? rules.get('oneOf')
  const name = nameOf(place)
  if (!choice) {
    const { nullable, branches } = branchesByType(place, rules)
    return { name, nullable, branches, notes }
  }
  const places = children(choice).map(([, branch]) => branch)
  const nullable = places.find((branch) => child(branch, 'type')?.value === 'null')
  const others = places.filter((branch) => branch !== nullable)
  const [only] = others
  if (only && others.length === 1) {
    // A thing or null: what stands around the anyOf describes the thing.
    const inner = readShape(spec, only)
    return {
      name: name ?? inner.name,
      nullable: nullable ?? inner.nullable,
      branches: inner.branches,
      notes: new Map([...inner.notes, ...notes]),
    }
  }
  return { name, nullable, branches: others.flatMap((branch) => readShape(spec, branch).branches), notes }
}

/** `type: [string, 'null']` is a string or null; other lists of types are as many branches. */
function branchesByType(place: Place, rules: ReadonlyMap<string, Place>): Pick<Shape, 'nullable' | 'branches'> {
  const type = rules.get('type')
  const types = (Array.isArray(type?.value) ? children(type) : type ? [['', type] as const] : []).map(([, one]) => one)
  const others = types.filter(({ value }) => value !== 'null')
  const inner = new Map([...rules].filter(([key]) => key !== 'type'))
  const branch = (one: Place | undefined): Branch => ({
    place: one ?? place,
    name: nameOf(place),
    rules: inner,
    type: typeof one?.value === 'string' ? one.value : undefined,
  })
  return {
    nullable: types.find(({ value }) => value === 'null'),
    branches: others.length > 0 ? others.map(branch) : [branch(undefined)],
  }
}

/** Every keyword of a schema. What stands beside a reference wins over what it refers to. */
function keywordsOf(spec: Spec, place: Place): Map<string, Place> {
  const keywords = new Map<string, Place>()
  resolve(spec, place) // refuses a circle, in which the steps below would not end
  for (let at: Place | undefined = place; at; at = followOnce(spec, at)) {
    for (const [key, value] of children(at)) {
      if (key !== '$ref' && !keywords.has(key) && !meansNothing[key]?.(value.value)) keywords.set(key, value)
    }
  }
  return keywords
}

function nameOf(place: Place): string | undefined {
  const ref = child(place, '$ref')?.value
  return typeof ref === 'string' && ref.startsWith(component) ? ref.slice(component.length) : undefined
}
