import type { Model } from './model.ts'
import { Refusal } from './refusal.ts'
import type { Schema } from './schema.ts'
import { compact, importUsed, propertyKey, toSource } from './source.ts'
import type { Json } from './spec.ts'

/** A TypeBox expression and its type, which `isolatedDeclarations` wants to see written down. */
interface Emitted {
  readonly value: string
  readonly type: string
}

// TypeBox names some builders like the globals of JavaScript.
const builders = [
  'Array as TbArray',
  'Boolean as TbBoolean',
  'CloneType',
  'Integer',
  'Literal',
  'Null',
  'Number as TbNumber',
  'Object as TbObject',
  'Optional',
  'String as TbString',
  'Union',
  'Unknown',
]
const types = [
  'TArray',
  'TBoolean',
  'TInteger',
  'TLiteral',
  'TNull',
  'TNumber',
  'TObject',
  'TOptional',
  'TString',
  'TUnion',
  'TUnknown',
  'TUnsafe',
]

/** The schemas for TypeBox, each after those it needs. */
export function emitSchemas({ schemas }: Model): string {
  const emitted = new Map<string, string>()
  const add = (name: string, from: readonly string[]): void => {
    const schema = schemas.get(name)!
    if (from.includes(name))
      throw new Refusal(schema.pointer, `the schema ${name} contains itself, which is not supported.`)
    for (const used of referencesOf(schema)) if (!emitted.has(used)) add(used, [...from, name])
    const { value, type } = express(schema)
    emitted.set(name, `export const ${name}Schema: ${type} = ${value}\n`)
  }
  for (const name of schemas.keys()) if (!emitted.has(name)) add(name, [])
  const body = [...emitted.values()].join('\n')
  return [
    importUsed(body, builders, '@sinclair/typebox'),
    importUsed(body, types, '@sinclair/typebox', 'import type'),
    importUsed(body, ['LosslessInteger', 'type TLosslessInteger'], '../lossless-schema.ts'),
    '\n',
    body,
  ].join('')
}

function referencesOf(schema: Schema): string[] {
  if (schema.kind === 'ref') return [schema.name]
  if (schema.kind === 'array') return referencesOf(schema.items)
  if (schema.kind === 'anyOf') return schema.branches.flatMap(referencesOf)
  return schema.kind === 'object' ? schema.properties.flatMap((property) => referencesOf(property.schema)) : []
}

function call(builder: string, ...parameters: string[]): string {
  return `/* @__PURE__ */ ${builder}(${parameters.filter((parameter) => parameter !== '').join(', ')})`
}

function express(schema: Schema): Emitted {
  const notes = { title: schema.title, description: schema.description?.trim(), default: schema.default }
  if (!schema.isNullable) return expressValue(schema, notes)
  const { value, type } = expressValue({ ...schema, isNullable: false }, {})
  return { value: call('Union', `[${value}, ${call('Null')}]`, options(notes)), type: `TUnion<[${type}, TNull]>` }
}

function expressValue(schema: Schema, notes: Readonly<Record<string, Json | undefined>>): Emitted {
  switch (schema.kind) {
    case 'unknown':
      return { value: call('Unknown', options(notes)), type: 'TUnknown' }
    case 'boolean':
      return { value: call('TbBoolean', options(notes)), type: 'TBoolean' }
    case 'integer':
    case 'number':
      return expressNumber(schema, notes)
    case 'string':
      return expressString(schema, notes)
    case 'ref': {
      const name = `${schema.name}Schema`
      const own = options(notes)
      return { value: own === '' ? name : call('CloneType', name, own), type: `typeof ${name}` }
    }
    case 'array': {
      const { minItems, maxItems } = schema
      const items = express(schema.items)
      return {
        value: call('TbArray', items.value, options({ ...notes, minItems, maxItems })),
        type: `TArray<${items.type}>`,
      }
    }
    case 'anyOf':
      return union(schema.branches.map(express), notes)
    case 'object': {
      const fields = schema.properties.map((property) => {
        const { value, type } = express(property.schema)
        const key = propertyKey(property.key)
        if (property.isRequired) return { value: `${key}: ${value}`, type: `${key}: ${type}` }
        return { value: `${key}: ${call('Optional', value)}`, type: `${key}: TOptional<${type}>` }
      })
      return {
        value: call('TbObject', `{\n${fields.map(({ value }) => value).join(',\n')}\n}`, options(notes)),
        type: `TObject<{\n${fields.map(({ type }) => type).join('\n')}\n}>`,
      }
    }
  }
}

function expressNumber(schema: Extract<Schema, { kind: 'integer' | 'number' }>, notes: object): Emitted {
  if (schema.isLossless) return { value: call('LosslessInteger', options({ ...notes })), type: 'TLosslessInteger' }
  const { minimum, maximum } = schema
  const isInteger = schema.kind === 'integer'
  const value = call(isInteger ? 'Integer' : 'TbNumber', options({ ...notes, minimum, maximum }))
  return { value, type: isInteger ? 'TInteger' : 'TNumber' }
}

function expressString(schema: Extract<Schema, { kind: 'string' }>, notes: object): Emitted {
  const { words, isOpen, minLength, maxLength, pattern } = schema
  if (words && isOpen) {
    // Checked as any string; only the type knows the words.
    const type = `TUnsafe<${[...words.map(toSource), '(string & {})'].join(' | ')}>`
    const value = call('TbString', options({ ...notes, minLength: 1, examples: words }))
    return { value, type }
  }
  if (words)
    return union(
      words.map((word) => ({ value: call('Literal', toSource(word)), type: `TLiteral<${toSource(word)}>` })),
      { ...notes },
    )
  const format = schema.isUri && 'uri'
  return {
    value: call('TbString', options({ ...notes, minLength, maxLength, pattern, format: format || undefined })),
    type: 'TString',
  }
}

function union(branches: readonly Emitted[], notes: Readonly<Record<string, Json | undefined>>): Emitted {
  if (branches.length === 1) {
    const [{ value, type }] = branches as [Emitted]
    return { value: options(notes) === '' ? value : call('CloneType', value, options(notes)), type }
  }
  return {
    value: call('Union', `[${branches.map(({ value }) => value).join(', ')}]`, options(notes)),
    type: `TUnion<[${branches.map(({ type }) => type).join(', ')}]>`,
  }
}

function options(entries: Readonly<Record<string, Json | undefined>>): string {
  const given = compact(entries)
  return Object.keys(given).length > 0 ? toSource(given) : ''
}
