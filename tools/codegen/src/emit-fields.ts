import type { Model } from './model.ts'
import { requestName } from './names.ts'
import { Refusal } from './refusal.ts'
import { dereference, type Fields, type Property, type Schema, type Schemas } from './schema.ts'
import { compact, toSource } from './source.ts'
import type { Json } from './spec.ts'

/** What a form needs to know of the fields of each request. */
export function emitFields({ schemas, requests }: Model): string {
  const tables = requests.map((name) => {
    const request = dereference(schemas, schemas.get(name)!)
    const fields = request.kind === 'object' ? fieldsOf(schemas, request) : []
    return `export const ${requestName(name)}Fields = ${toSource(fields)} as const satisfies readonly Field[]\n`
  })
  return `import type { Field } from '../field.ts'\n\n${tables.join('\n')}`
}

function fieldsOf(schemas: Schemas, owner: Fields): Json[] {
  return owner.properties.map((property) => {
    const field = dereference(schemas, property.schema)
    const combined = owner.combined?.fields.includes(property.key) ? owner.combined : undefined
    const condition = field.ignoredWhen
    return compact({
      key: property.key,
      label: field.title ?? labelOf(property),
      help: field.description?.trim().replace(/\s+/g, ' '),
      ...kindOf(schemas, field),
      required: property.isRequired ? true : undefined,
      default: field.default,
      multiline: field.form?.multiline ? true : undefined,
      hidden: field.form?.hidden ? true : undefined,
      ignoredWhen: condition && { field: condition.field, word: condition.word },
      combinedMax: combined && { with: combined.fields.filter((key) => key !== property.key), max: combined.max },
    })
  })
}

function labelOf({ key }: Property): string {
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function kindOf(schemas: Schemas, field: Schema): Record<string, Json | undefined> {
  switch (field.kind) {
    case 'boolean':
      return { kind: 'boolean' }
    case 'integer':
    case 'number':
      return field.isLossless ? { kind: 'text' } : { kind: field.kind, min: field.minimum, max: field.maximum }
    case 'string': {
      const { minLength, maxLength } = field
      if (field.words) return { kind: 'choice', options: field.words, open: field.isOpen }
      return { kind: field.image ? 'image' : 'text', minLength, maxLength }
    }
    case 'object':
      return { kind: 'object', fields: fieldsOf(schemas, field) }
    case 'array':
      return listOf(schemas, field)
    case 'anyOf':
      return choiceOf(schemas, field)
    default:
      throw new Refusal(field.pointer, 'a form cannot show a field without a type.')
  }
}

function listOf(schemas: Schemas, list: Extract<Schema, { kind: 'array' }>): Record<string, Json | undefined> {
  const { minItems, maxItems } = list
  const items = dereference(schemas, list.items)
  if (items.kind !== 'object') return { kind: 'list', minItems, maxItems }
  const inside = items.properties.map(({ schema }) => dereference(schemas, schema))
  const hasImage = inside.some((field) => field.kind === 'string' && field.image)
  const isIds = inside.length === 1 && inside[0]!.kind === 'integer' && inside[0]!.isLossless
  return { kind: hasImage ? 'images' : isIds ? 'ids' : 'list', minItems, maxItems, fields: fieldsOf(schemas, items) }
}

/** A number, or a word in its place. */
function choiceOf(schemas: Schemas, field: Extract<Schema, { kind: 'anyOf' }>): Record<string, Json | undefined> {
  const branches = field.branches.map((branch) => dereference(schemas, branch))
  const number = branches.find((branch) => branch.kind === 'integer' || branch.kind === 'number')
  const word = branches.find((branch) => branch.kind === 'string')
  if (branches.length !== 2 || !number || word?.kind !== 'string' || !word.words) {
    throw new Refusal(field.pointer, 'a form can show an anyOf only of a number and an enum of words.')
  }
  return { ...kindOf(schemas, number), options: word.words }
}
