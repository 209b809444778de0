import { firstImageLimits } from './emit-tables.ts'
import type { Model } from './model.ts'
import { requestName, upperFirst } from './names.ts'
import { isSame } from './read-values.ts'
import { dereference, type Property, type Schema, type Schemas } from './schema.ts'
import { compact, propertyKey, toSource } from './source.ts'
import type { Json } from './spec.ts'

/** What building each request must know, and the type of its fields that exclude each other. */
export function emitRequestShapes({ schemas, requests }: Model): string {
  const shapes = requests.map((name) => {
    const request = dereference(schemas, schemas.get(name)!)
    const properties = request.kind === 'object' ? request.properties : []
    const own = requestName(name)
    return `export const ${own}RequestShape = ${toSource(shapeOf(schemas, properties))} as const satisfies RequestShape

/** The field that the API would ignore is not there at all. */
export type ${upperFirst(own)}RequestVariants = ${variantsOf(schemas, properties)}
`
  })
  return `import type { RequestShape } from '../request-shape.ts'\n\n${shapes.join('\n')}`
}

function shapeOf(schemas: Schemas, properties: readonly Property[]): Record<string, Json> {
  const entries = properties.flatMap(({ key, isRequired, schema }): [string, Json][] => {
    const field = dereference(schemas, schema)
    const inside = field.kind === 'array' ? dereference(schemas, field.items) : field
    const nested = inside.kind === 'object' ? shapeOf(schemas, inside.properties) : {}
    const condition = field.ignoredWhen
    const switched = properties.find((other) => other.key === condition?.field)
    const shape = compact({
      words: wordsOf(schemas, inside),
      fallback: isRequired ? field.default : undefined,
      ignoredWhen:
        condition &&
        compact({
          field: condition.field,
          word: condition.word,
          assumed: switched && dereference(schemas, switched.schema).default,
        }),
      kind: kindOf(inside),
      limits: limitsOf(schemas, inside),
      references: inside.kind === 'string' ? inside.references : undefined,
      list: field.kind === 'array' ? true : undefined,
      fields: Object.keys(nested).length > 0 ? nested : undefined,
    })
    // That something is a list matters only to what is known of its items.
    return Object.keys(shape).some((name) => name !== 'list') ? [[key, shape]] : []
  })
  return Object.fromEntries(entries)
}

function wordsOf(schemas: Schemas, schema: Schema): readonly string[] | undefined {
  if (schema.kind === 'string') return schema.words
  if (schema.kind !== 'anyOf') return undefined
  const words = schema.branches.flatMap((branch) => wordsOf(schemas, dereference(schemas, branch)) ?? [])
  return words.length > 0 ? words : undefined
}

function kindOf(schema: Schema): 'image' | 'int64' | undefined {
  if (schema.kind === 'string' && schema.image) return 'image'
  return schema.kind === 'integer' && schema.isLossless ? 'int64' : undefined
}

/** Of an image, where they are not those of all others. */
function limitsOf(schemas: Schemas, schema: Schema): Json | undefined {
  const limits = schema.kind === 'string' ? schema.image : undefined
  return limits === undefined || isSame(limits, firstImageLimits(schemas)!) ? undefined : limits
}

function variantsOf(schemas: Schemas, properties: readonly Property[]): string {
  const switches = new Set(properties.flatMap(({ schema }) => schema.ignoredWhen?.field ?? []))
  const unions = [...switches].map((key) => {
    const field = dereference(schemas, properties.find((property) => property.key === key)!.schema)
    const words = field.kind === 'string' ? (field.words ?? []) : []
    const variants = words.map((word) => {
      const ignored = properties.filter(
        ({ schema }) => schema.ignoredWhen?.field === key && schema.ignoredWhen.word === word,
      )
      const never = ignored.map((property) => `${propertyKey(property.key)}?: never`)
      return `{ ${[`${propertyKey(key)}${field.default === word ? '?' : ''}: ${toSource(word)}`, ...never].join('; ')} }`
    })
    return `(${variants.join(' | ')})`
  })
  return unions.length > 0 ? unions.join(' & ') : 'unknown'
}
