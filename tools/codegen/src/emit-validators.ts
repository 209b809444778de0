import type { Model } from './model.ts'
import { pascalCase, upperFirst } from './names.ts'
import { Refusal } from './refusal.ts'
import { dereference, type Fields, type Property, type Schema, type Schemas, type Text } from './schema.ts'
import { importUsed, toSource } from './source.ts'

const runtime = [
  'checkArray',
  'checkBoolean',
  'checkCombinedMaxItems',
  'checkEnum',
  'checkInt64',
  'checkInteger',
  'checkNullable',
  'checkNumber',
  'checkPattern',
  'checkReferences',
  'checkString',
  'checkUri',
  'enterObject',
  'type Holder',
  'reportAnyOf',
  'validate',
]

/** One function for each schema that arrives or leaves as a whole, and one for each part of it that needs a name. */
export function emitValidators({ schemas, roots }: Model): string {
  const writer = new Writer(schemas)
  const exported = roots.map((name) => {
    const check = writer.checkOf({ kind: 'ref', name, pointer: '', isNullable: false }, name)
    return `export function validate${name}(value: unknown): Issue[] | undefined {\n  return validate(${check}, value)\n}\n`
  })
  const body = [...exported, ...writer.functions.values()].join('\n')
  return [
    importUsed(body, ['Issue'], '../issue.ts', 'import type'),
    importUsed(body, runtime, '../validate.ts'),
    '\n',
    body,
  ].join('')
}

/** A check of the runtime or of this file, and what it takes after the holder and the key. */
interface Call {
  readonly check: string
  readonly rest: readonly (string | number | undefined)[]
}

class Writer {
  readonly schemas: Schemas
  readonly functions = new Map<string, string>()
  readonly #origins = new Map<string, string>()

  constructor(schemas: Schemas) {
    this.schemas = schemas
  }

  /** The name of a function that checks a schema and takes nothing else; it is written if it does not exist yet. */
  checkOf(schema: Schema, owner: string): string {
    let target = schema
    let name = owner
    // A reference that adds nothing shares its target's function.
    while (target.kind === 'ref' && !target.isNullable) {
      name = target.name
      target = this.schemas.get(name)!
    }
    if (target.kind === 'object' && !target.isNullable) {
      const { properties, combined } = target
      return this.write(name, target.pointer, () => this.fields(properties, combined, name))
    }
    if (target.kind === 'anyOf' && !target.isNullable) {
      const { branches } = target
      return this.write(name, target.pointer, () => this.choice(branches, name))
    }
    const call = this.call(target, `${name}Value`)
    if (!call) return this.write('Anything', '', () => '')
    return call.rest.length > 0 ? this.write(name, target.pointer, () => write(call, 'holder', 'key')) : call.check
  }

  write(name: string, pointer: string, body: () => string): string {
    const origin = this.#origins.get(name)
    if (origin !== undefined && origin !== pointer) {
      throw new Refusal(pointer, `its check and that of ${origin} would both be called check${name}.`)
    }
    if (origin === undefined) {
      this.#origins.set(name, pointer)
      // Takes its place before those it needs.
      this.functions.set(name, '')
      this.functions.set(name, `function check${name}(holder: Holder, key: string | number): void {\n${body()}\n}\n`)
    }
    return `check${name}`
  }

  /** What checks a value; nothing where every value will do. */
  call(schema: Schema, owner: string): Call | undefined {
    if (!dereference(this.schemas, schema).isNullable) return this.callValue(schema, owner)
    const call = this.callValue(schema, owner)
    return call && { check: 'checkNullable', rest: [call.check, ...call.rest] }
  }

  callValue(schema: Schema, owner: string): Call | undefined {
    switch (schema.kind) {
      case 'unknown':
        return undefined
      case 'boolean':
        return toCall('checkBoolean')
      case 'integer':
        return schema.isLossless ? toCall('checkInt64') : toCall('checkInteger', schema.minimum, schema.maximum)
      case 'number':
        return toCall('checkNumber', schema.minimum, schema.maximum)
      case 'string':
        return callText(schema)
      case 'array':
        return toCall('checkArray', this.checkOf(schema.items, `${owner}Item`), schema.minItems, schema.maxItems)
      case 'ref': {
        const target = { ...dereference(this.schemas, schema), isNullable: false }
        const isLong = target.kind === 'object' || target.kind === 'anyOf'
        return isLong
          ? toCall(this.checkOf({ ...schema, isNullable: false }, owner))
          : this.callValue(target, schema.name)
      }
      case 'anyOf':
      case 'object':
        return toCall(this.checkOf({ ...schema, isNullable: false }, owner))
    }
  }

  fields(properties: readonly Property[], combined: Fields['combined'], owner: string): string {
    const required = properties.filter(({ isRequired }) => isRequired).map(({ key }) => toSource(key))
    const lines = properties.flatMap(({ key, schema }) => {
      const call = this.call(schema, owner + pascalCase(key))
      return call ? [write(call, 'inside', toSource(key))] : []
    })
    const across = properties.flatMap(({ key, schema }) =>
      schema.kind === 'string' && schema.references
        ? [`checkReferences(inside, ${toSource(key)}, ${toSource(schema.references)})`]
        : [],
    )
    if (combined)
      across.push(`checkCombinedMaxItems(inside, ${[combined.max, ...combined.fields.map(toSource)].join(', ')})`)
    const enter = `enterObject(${['holder', 'key', ...required].join(', ')})`
    const inside = [...lines, ...across]
    return inside.length > 0 ? `const inside = ${enter}\nif (!inside) return\n${inside.join('\n')}` : enter
  }

  /** Branches are told apart by the type of the value, so that the reports of the right one can be given. */
  choice(branches: readonly Schema[], owner: string): string {
    const targets = branches.map((branch) => dereference(this.schemas, branch))
    const tests = targets.map(typeTest)
    const double = tests.findIndex((test, index) => tests.indexOf(test) !== index)
    if (double >= 0) throw new Refusal(branches[double]!.pointer, 'no two branches of an anyOf may have the same type.')
    // A word outside an enum could have been meant for any branch, so it is no report of the enum's.
    const words = targets.flatMap((target) => (isClosedEnum(target) ? target.words! : []))
    const cases = branches.flatMap((branch, index) => {
      if (isClosedEnum(targets[index]!)) return []
      const call = this.call(branch, `${owner}${upperFirst(targets[index]!.kind)}`)
      return [`if (${tests[index]}) ${call ? write(call, 'holder', 'key') : 'return'}\nelse `]
    })
    const report = `reportAnyOf(holder, key, ${toSource(targets.flatMap(describe))})`
    const last = words.length > 0 ? `if (!${toSource(words)}.includes(value as string)) ${report}` : report
    return `const value = holder.value[key]\n${cases.join('')}${last}`
  }
}

function toCall(check: string, ...rest: (string | number | undefined)[]): Call {
  while (rest.length > 0 && rest.at(-1) === undefined) rest.pop()
  return { check, rest }
}

function callText(text: Text): Call {
  const { minLength, maxLength, pattern } = text
  if (text.words) return text.isOpen ? toCall('checkString', 1) : toCall('checkEnum', ...text.words.map(toSource))
  if (text.isUri) return toCall('checkUri', minLength, maxLength)
  if (pattern !== undefined)
    return toCall('checkPattern', `new RegExp(${toSource(pattern)}, 'u')`, minLength, maxLength)
  return toCall('checkString', minLength, maxLength)
}

function write({ check, rest }: Call, holder: string, key: string): string {
  return `${check}(${[holder, key, ...rest.map((value) => value ?? 'undefined')].join(', ')})`
}

function isClosedEnum(schema: Schema): schema is Text & Schema {
  return schema.kind === 'string' && schema.words !== undefined && !schema.isOpen
}

function typeTest(schema: Schema): string {
  if (schema.kind === 'string' || schema.kind === 'boolean') return `typeof value === '${schema.kind}'`
  if (schema.kind === 'array') return 'Array.isArray(value)'
  if (schema.kind === 'object') return "typeof value === 'object' && value !== null && !Array.isArray(value)"
  const isNumeric = schema.kind === 'integer' || schema.kind === 'number'
  if (isNumeric && !schema.isLossless) return "typeof value === 'number'"
  throw new Refusal(schema.pointer, 'this cannot be told from the other branches of its anyOf.')
}

/** A branch as a reader of a message needs it. */
function describe(schema: Schema): string[] {
  if (isClosedEnum(schema)) return [...schema.words!]
  if (
    (schema.kind === 'integer' || schema.kind === 'number') &&
    schema.minimum !== undefined &&
    schema.maximum !== undefined
  ) {
    return [`${schema.kind} ${schema.minimum} to ${schema.maximum}`]
  }
  return [schema.kind]
}
