import { Refusal } from '../refusal.ts'
import { child, children, type Json, type JsonObject, type Place, resolve, show, type Spec } from '../spec.ts'
import { type Owner, readWays } from './owner.ts'

const notes = ['title', 'description', 'default', 'deprecated', 'examples']

const keywords: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'enum', 'const'],
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'format'],
  number: ['minimum', 'maximum'],
  array: ['items', 'minItems', 'maxItems'],
  object: ['properties', 'required'],
}

export interface Adoption {
  readonly spec: Spec
  /** Told what the vendor says beyond what can be generated from. */
  readonly leaveOut: (place: Place, reason: string) => void
  /** The schemas that are being written out just now. */
  readonly open: Set<string>
  /** How many more schemas may be written out; references can multiply without end. */
  left: number
}

/** A schema of the vendor in the words that our spec knows, with its references written out. */
export function adoptSchema(adoption: Adoption, place: Place): JsonObject {
  const { spec } = adoption
  const around = resolve(spec, place)
  if (adoption.open.has(around.pointer)) {
    throw new Refusal(place.pointer, 'a schema that contains itself cannot be written out.')
  }
  if (adoption.left-- <= 0) throw new Refusal(place.pointer, 'there is more in here than can be written out.')
  const { ways, isNullable } = readWays(spec, place)
  const said = notes.flatMap((key): [string, Json][] => {
    const value = child(place, key) ?? child(around, key)
    return value && !(key === 'deprecated' && value.value !== true) ? [[key, value.value]] : []
  })
  adoption.open.add(around.pointer)
  let branches: JsonObject[]
  try {
    branches = ways.map((way) => adoptWay(adoption, way))
  } finally {
    adoption.open.delete(around.pointer)
  }
  const [only, ...others] = branches
  if (!only) return Object.fromEntries(said)
  if (others.length > 0) {
    return { ...Object.fromEntries(said), anyOf: isNullable ? [...branches, { type: 'null' }] : branches }
  }
  const { type, ...rules } = only
  const types = type === undefined ? {} : { type: isNullable ? [type, 'null'] : type }
  return { ...types, ...Object.fromEntries(said), ...rules }
}

function adoptWay(adoption: Adoption, { place, type }: Owner): JsonObject {
  const known = type === undefined ? [] : (keywords[type] ?? [])
  const rules: Record<string, Json> = type === undefined ? {} : { type }
  for (const [key, value] of children(place)) {
    if (known.includes(key)) Object.assign(rules, adoptRule(adoption, key, value))
    else if (![...notes, 'type', 'anyOf', 'oneOf', 'allOf'].includes(key))
      adoption.leaveOut(value, `${key} is not taken over`)
  }
  if (type === 'array' && !('items' in rules)) rules['items'] = {}
  return rules
}

function adoptRule(adoption: Adoption, key: string, rule: Place): JsonObject {
  switch (key) {
    case 'items':
      return { items: adoptSchema(adoption, rule) }
    case 'properties':
      return {
        properties: Object.fromEntries(children(rule).map(([name, field]) => [name, adoptSchema(adoption, field)])),
      }
    case 'format':
      if (rule.value === 'uri' || rule.value === 'url') return { format: 'uri' }
      if (rule.value !== 'int64') adoption.leaveOut(rule, `the format ${show(rule)} is not taken over`)
      return {}
    case 'enum':
    case 'const': {
      const words = [rule.value].flat()
      if (words.every((word) => typeof word === 'string')) return { enum: words }
      adoption.leaveOut(rule, 'only words can be enumerated')
      return {}
    }
    case 'exclusiveMinimum':
      return typeof rule.value === 'number' ? { minimum: Math.floor(rule.value) + 1 } : {}
    case 'exclusiveMaximum':
      return typeof rule.value === 'number' ? { maximum: Math.ceil(rule.value) - 1 } : {}
    case 'pattern':
      if (isPattern(show(rule))) return { pattern: rule.value }
      adoption.leaveOut(rule, 'this pattern is not one of JavaScript')
      return {}
    case 'required':
      return { required: rule.value }
    default:
      if (isLimit(key, rule.value)) return { [key]: rule.value }
      adoption.leaveOut(rule, `${show(rule)} is no ${key}`)
      return {}
  }
}

/** Lengths and counts are whole numbers from 0, other limits any number. */
function isLimit(key: string, value: Json): boolean {
  if (typeof value !== 'number') return false
  return key === 'minimum' || key === 'maximum' ? Number.isFinite(value) : Number.isInteger(value) && value >= 0
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}
