import { dereference, type Fields, type Schema, type Schemas, type Text } from '../schema.ts'
import type { JsonObject } from '../spec.ts'
import { code, count, either, linkTo, range } from './markdown.ts'

/** `array of [ImageReference](#imagereference)`, `one of "a", "b"`: what a value is. */
export function describeType(schema: Schema): string {
  const type = describeValue(schema)
  return schema.isNullable ? `${type} or null` : type
}

function describeValue(schema: Schema): string {
  switch (schema.kind) {
    case 'ref':
      return linkTo(schema.name, 'objects.md')
    case 'array':
      return `array of ${describeType(schema.items)}`
    case 'anyOf':
      return either(schema.branches.map(describeType))
    case 'object':
      return `object with ${schema.properties.map(({ key }) => code(key)).join(', ')}`
    case 'string':
      if (!schema.words) return 'string'
      return schema.isOpen
        ? `string, ${either([...schema.words.map(code), 'another'])}`
        : either(schema.words.map(code))
    case 'unknown':
      return 'anything'
    default:
      return schema.kind
  }
}

/** Everything that a value must keep to, but its type. */
export function describeLimits(schemas: Schemas, schema: Schema): string {
  return limitsOf(schemas, schema).join('; ')
}

/** What a field must keep to because of the fields beside it. */
export function describeNeighbours(schemas: Schemas, owner: Fields, key: string, schema: Schema): readonly string[] {
  const { ignoredWhen } = dereference(schemas, schema)
  const partners = owner.combined?.fields.includes(key) ? owner.combined.fields.filter((field) => field !== key) : []
  return [
    ...(partners.length > 0
      ? [`at most ${count(owner.combined!.max)} items together with ${partners.map(code).join(', ')}`]
      : []),
    ...(ignoredWhen ? [`no effect while ${code(ignoredWhen.field)} is ${code(ignoredWhen.word)}`] : []),
  ]
}

function limitsOf(schemas: Schemas, schema: Schema): readonly string[] {
  switch (schema.kind) {
    case 'ref': {
      // What an object or a choice must keep to stands in its own section.
      const target = dereference(schemas, schema)
      return target.kind === 'object' || target.kind === 'anyOf' ? [] : limitsOf(schemas, target)
    }
    case 'string':
      return textLimits(schema)
    case 'integer':
    case 'number':
      return schema.isLossless
        ? ['64 bits, more than a JavaScript number holds']
        : given(range(schema.minimum, schema.maximum))
    case 'array':
      return [
        ...given(range(schema.minItems, schema.maxItems), 'items'),
        ...limitsOf(schemas, schema.items).map((limit) => `each ${limit}`),
      ]
    case 'anyOf':
      return schema.branches.flatMap((branch) => limitsOf(schemas, branch))
    default:
      return []
  }
}

function textLimits({ minLength, maxLength, pattern, isUri, image, pixels, references }: Text): readonly string[] {
  return [
    ...(minLength === 1 && maxLength === undefined ? ['not empty'] : given(range(minLength, maxLength), 'characters')),
    ...(pattern === undefined ? [] : [`matches ${code(pattern)}`]),
    ...(isUri ? ['an absolute address'] : []),
    ...(image === undefined ? [] : imageLimits(image as JsonObject)),
    ...Object.entries((pixels ?? {}) as JsonObject).map(
      ([word, side]) => `${code(word)}: ${count(Number(side))} pixels`,
    ),
    ...Object.entries(references ?? {}).map(([word, list]) => `${code(`<<<${word}_1>>>`)} points into ${code(list)}`),
  ]
}

function imageLimits({ formats, maxBytes, minSide, minRatio, maxRatio }: JsonObject): readonly string[] {
  return [
    either((formats as readonly string[]).map((format) => format.toUpperCase())),
    `at most ${count(Number(maxBytes))} bytes`,
    `shorter side at least ${count(Number(minSide))} pixels`,
    `width to height ${range(Number(minRatio), Number(maxRatio))}`,
  ]
}

function given(text: string, unit = ''): readonly string[] {
  return text === '' ? [] : [`${text} ${unit}`.trim()]
}
