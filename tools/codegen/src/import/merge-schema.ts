import { child, children, type Json, type JsonObject, objectAt, type Place, show } from '../spec.ts'
import { adoptSchema } from './adopt-schema.ts'
import type { Merge } from './merge.ts'
import { mergeWords } from './merge-words.ts'
import { type Owner, readWays } from './owner.ts'

const limits = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern', 'format']

/**
 * Collects what the vendor says differently of a value. What it does not mention stays as it is: documents of vendors
 * are often silent about what is known of the API.
 */
export function mergeSchema(merge: Merge, ours: Place, theirs: Place, label: string): void {
  const [old, now] = [readWays(merge.ours, ours), readWays(merge.theirs, theirs)]
  if (old.ways.some(({ place }) => child(place, 'x-lossless')?.value === true)) return // how it is written is ours to know
  if (now.isNullable && !old.isNullable) allowNull(merge, ours, theirs)
  mergeDefault(merge, ours, theirs, old.ways) // after null, which may replace what the default stands in
  for (const way of now.ways) {
    const partner =
      old.ways.find(({ type }) => type === way.type) ?? old.ways.find(({ type }) => isNumeric(type, way.type))
    if (partner) mergeWay(merge, partner, way, label)
    else if (old.ways.length === 1 && now.ways.length === 1 && way.type !== undefined) replace(merge, ours, theirs)
    else if (way.type !== undefined) merge.leaveOut(way.place, `${label || 'the body'} is not known to be ${way.type}`)
  }
}

function isNumeric(one: string | undefined, other: string | undefined): boolean {
  return (one === 'integer' && other === 'number') || (one === 'number' && other === 'integer')
}

function mergeWay(merge: Merge, ours: Owner, theirs: Owner, label: string): void {
  const { pointer } = ours.place
  const adopted = adoptSchema({ ...merge.adoption, leaveOut: () => {} }, withoutFields(theirs.place))
  for (const key of limits) {
    const value = adopted[key]
    if (value !== undefined && value !== child(ours.place, key)?.value)
      merge.set(`${pointer}/${key}`, value, theirs.place)
  }
  mergeWords(merge, ours.place, adopted['enum'], theirs.place)
  const [ourItems, theirItems] = [child(ours.place, 'items'), child(theirs.place, 'items')]
  if (ourItems && theirItems) mergeSchema(merge, ourItems, theirItems, `${label}[]`)
  mergeFields(merge, ours.place, theirs, label)
}

/** The keywords of a schema itself; what is inside is merged on its own. */
function withoutFields(place: Place): Place {
  const { properties: _properties, items: _items, required: _required, ...rules } = objectAt(place)
  return { pointer: place.pointer, value: rules }
}

function mergeFields(merge: Merge, ours: Place, { place: theirs, isComposed }: Owner, label: string): void {
  const known = new Map(children(child(ours, 'properties')))
  const offered = new Map(children(child(theirs, 'properties')))
  for (const [key, field] of offered) {
    const name = label === '' ? key : `${label}.${key}`
    const own = known.get(key)
    merge.attempt(name, () => {
      if (own) mergeSchema(merge, own, field, name)
      else merge.set(`${ours.pointer}/properties/${escape(key)}`, adoptSchema(merge.adoption, field), field)
    })
  }
  if (offered.size === 0) return
  for (const [key, field] of known) merge.see(field.pointer, label === '' ? key : `${label}.${key}`, offered.has(key))
  mergeRequired(merge, ours, theirs, offered, isComposed)
}

/** A list of required fields tells of the fields that stand beside it; of others it says nothing. */
function mergeRequired(
  merge: Merge,
  ours: Place,
  theirs: Place,
  offered: ReadonlyMap<string, Place>,
  isComposed: boolean,
): void {
  const stated = child(theirs, 'required')
  if (!stated || children(stated).length === 0) return
  const required = children(stated).map(([, name]) => show(name))
  const old = children(child(ours, 'required')).map(([, name]) => show(name))
  const kept = old.filter((name) => isComposed || !offered.has(name) || required.includes(name))
  const added = required.filter((name) => offered.has(name) && !old.includes(name))
  const now = [...kept, ...added]
  if (kept.length < old.length || added.length > 0) merge.set(`${ours.pointer}/required`, now, stated)
}

function mergeDefault(merge: Merge, ours: Place, theirs: Place, ways: readonly Owner[]): void {
  const stated = child(theirs, 'default')
  const own = child(ours, 'default') ?? ways.map(({ place }) => child(place, 'default')).find((place) => place)
  if (!stated || typeof stated.value === 'object' || stated.value === '') return
  const words = ways.flatMap(({ place }) => children(child(place, 'enum')).map(([, word]) => show(word)))
  const word = words.find((one) => one.toLowerCase() === show(stated).toLowerCase())
  const value: Json = word ?? stated.value
  if (value !== own?.value) merge.set(own?.pointer ?? `${ours.pointer}/default`, value, stated)
}

function allowNull(merge: Merge, ours: Place, theirs: Place): void {
  const type = child(ours, 'type')
  const choice = child(ours, 'anyOf')
  if (type) merge.set(type.pointer, [...[type.value].flat(), 'null'] as Json, theirs)
  else if (choice) merge.append(choice.pointer, { type: 'null' })
  else {
    const { $ref, ...around } = objectAt(ours)
    if ($ref !== undefined) merge.set(ours.pointer, { ...around, anyOf: [{ $ref }, { type: 'null' }] }, theirs)
  }
}

/** Another type altogether: the rules are the vendor's, what is said around them stays ours. */
function replace(merge: Merge, ours: Place, theirs: Place): void {
  const kept = ['title', 'description', 'x-form', 'x-ignored-when'].flatMap((key): [string, Json][] => {
    const value = child(ours, key)
    return value ? [[key, value.value]] : []
  })
  const { title: _title, description: _description, ...rules } = adoptSchema(merge.adoption, theirs)
  const value: JsonObject = { ...Object.fromEntries(kept), ...rules }
  merge.set(ours.pointer, value, theirs)
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
