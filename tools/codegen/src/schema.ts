import type { Json } from './spec.ts'

/** A schema of the spec, reduced to what can be generated from. */
export type Schema = Notes & (Scalar | List | Fields | Choice | Reference | Unknown)

interface Notes {
  readonly pointer: string
  readonly isNullable: boolean
  readonly title?: string
  readonly description?: string
  readonly default?: Json
  readonly isDeprecated?: true
  readonly form?: { readonly multiline?: boolean; readonly hidden?: boolean }
  readonly ignoredWhen?: Condition
  readonly successCodes?: readonly (string | number)[]
  readonly errorCodes?: Readonly<Record<string, Json>>
}

/** While `field` holds `word`. */
interface Condition {
  readonly field: string
  readonly word: string
  readonly pointer: string
}

type Scalar = Text | Numeric | { readonly kind: 'boolean' }

export interface Text {
  readonly kind: 'string'
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly isUri?: true
  readonly words?: readonly string[]
  /** Words beyond `words` may come. */
  readonly isOpen?: true
  /** Which list of the same object each placeholder word points into. */
  readonly references?: Readonly<Record<string, string>>
  readonly image?: Json
  readonly pixels?: Json
}

interface Numeric {
  readonly kind: 'integer' | 'number'
  readonly minimum?: number
  readonly maximum?: number
  readonly isLossless?: true
}

interface List {
  readonly kind: 'array'
  readonly items: Schema
  readonly minItems?: number
  readonly maxItems?: number
}

export interface Fields {
  readonly kind: 'object'
  readonly properties: readonly Property[]
  readonly combined?: { readonly fields: readonly string[]; readonly max: number }
}

export interface Property {
  readonly key: string
  readonly isRequired: boolean
  readonly schema: Schema
}

/** One of several; a `null` among them is `isNullable` instead. */
interface Choice {
  readonly kind: 'anyOf'
  readonly branches: readonly Schema[]
}

export interface Reference {
  readonly kind: 'ref'
  readonly name: string
}

/** A schema that says nothing about its value. */
interface Unknown {
  readonly kind: 'unknown'
}

export type Schemas = ReadonlyMap<string, Schema>

/** Follows references to the schema that says something; notes beside a reference win. */
export function dereference(schemas: Schemas, schema: Schema): Exclude<Schema, Reference> {
  if (schema.kind !== 'ref') return schema
  const { kind: _kind, name, ...notes } = schema
  const target = dereference(schemas, schemas.get(name)!)
  return { ...target, ...notes, isNullable: notes.isNullable || target.isNullable }
}
