import { Refusal } from './refusal.ts'
import { dereference, type Fields, type Property, type Schema, type Schemas } from './schema.ts'
import type { Json } from './spec.ts'

/** Rules that span several schemas: what names a field has to name one that is there and fits. */
export function checkSchemas(schemas: Schemas, inline: readonly Schema[]): void {
  for (const schema of [...schemas.values(), ...inline]) checkSchema(schemas, schema)
}

function checkSchema(schemas: Schemas, schema: Schema): void {
  if (schema.default !== undefined && !isAllowed(dereference(schemas, schema), schema.default)) {
    throw new Refusal(`${schema.pointer}/default`, 'the schema itself does not allow this default.')
  }
  if (schema.kind === 'array') checkSchema(schemas, schema.items)
  if (schema.kind === 'anyOf') for (const branch of schema.branches) checkSchema(schemas, branch)
  if (schema.kind !== 'object') return
  for (const property of schema.properties) {
    checkSchema(schemas, property.schema)
    checkCondition(schemas, schema, property)
    checkReferences(schemas, schema, property)
  }
  for (const [index, field] of (schema.combined?.fields ?? []).entries()) {
    needList(schemas, schema, field, `${schema.pointer}/x-combined-max-items/fields/${index}`)
  }
}

function checkCondition(schemas: Schemas, owner: Fields, { key, schema }: Property): void {
  if (!schema.ignoredWhen) return
  const { field, word, pointer } = schema.ignoredWhen
  const other = find(schemas, owner, field)
  const place = `${pointer}/${field}`
  if (!other || field === key) throw new Refusal(place, `there is no other field '${field}' beside '${key}'.`)
  if (other.kind !== 'string' || !other.words?.includes(word)) {
    throw new Refusal(place, `'${word}' is no word of the field '${field}'.`)
  }
}

function checkReferences(schemas: Schemas, owner: Fields, { schema }: Property): void {
  if (schema.kind !== 'string') return
  for (const [word, field] of Object.entries(schema.references ?? {})) {
    const pointer = `${schema.pointer}/x-references/${word}`
    if (!/^[a-z]+$/.test(word)) throw new Refusal(pointer, 'a placeholder word consists of small letters only.')
    needList(schemas, owner, field, pointer)
  }
}

function needList(schemas: Schemas, owner: Fields, field: string, pointer: string): void {
  const other = find(schemas, owner, field)
  if (!other) throw new Refusal(pointer, `there is no field '${field}' in this object.`)
  if (other.kind !== 'array') throw new Refusal(pointer, `the field '${field}' is not an array.`)
}

function find(schemas: Schemas, owner: Fields, field: string): Schema | undefined {
  const property = owner.properties.find(({ key }) => key === field)
  return property && dereference(schemas, property.schema)
}

/** Enough of JSON Schema for defaults, which are words, numbers and switches. */
function isAllowed(schema: Schema, value: Json): boolean {
  if (value === null) return schema.isNullable
  switch (schema.kind) {
    case 'string':
      return typeof value === 'string' && (schema.isOpen === true || (schema.words?.includes(value) ?? true))
    case 'integer':
    case 'number': {
      if (typeof value !== 'number' || (schema.kind === 'integer' && !Number.isInteger(value))) return false
      return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)
    }
    case 'boolean':
      return typeof value === 'boolean'
    case 'anyOf':
      return schema.branches.some((branch) => isAllowed(branch, value))
    default:
      return false
  }
}
