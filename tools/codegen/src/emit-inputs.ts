import type { Model } from './model.ts'
import { requestName, taskName, upperFirst } from './names.ts'
import { dereference, type Property, type Schema, type Schemas } from './schema.ts'
import { importUsed, propertyKey, toSource } from './source.ts'

/** What apps write for each request that makes a task: its fields, in the forms that the client knows how to send. */
export function emitInputs({ schemas, tasks }: Model): string {
  const writer = new Writer(schemas)
  const inputs = tasks.map(({ submit }) => {
    const name = submit.request!
    const request = dereference(schemas, schemas.get(name)!)
    const properties = request.kind === 'object' ? request.properties : []
    const variants = `${upperFirst(requestName(name))}RequestVariants`
    const excludes = properties.some(({ schema }) => dereference(schemas, schema).ignoredWhen)
    const type = `${upperFirst(taskName(submit.id))}Input`
    return `export interface ${type}Fields ${writer.fields(name, properties)}

/** What \`${submit.id}\` takes. Fields that are left out, empty or undefined are not sent. */
export type ${type} = ${excludes ? `Readonly<AnyCaseOf<${variants}>> & ` : ''}${type}Fields
`
  })
  const body = inputs.join('\n')
  return [
    importUsed(body, ['AnyCase', 'AnyCaseOf', 'Int64', 'ReferenceImage'], '../input-value.ts', 'import type'),
    importUsed(
      body,
      tasks.map(({ submit }) => `${upperFirst(requestName(submit.request!))}RequestVariants`),
      './request-shape.ts',
      'import type',
    ),
    importUsed(body, [...schemas.keys()], './types.ts', 'import type'),
    '\n',
    body,
  ].join('')
}

class Writer {
  readonly #schemas: Schemas

  constructor(schemas: Schemas) {
    this.#schemas = schemas
  }

  /** An object type; `owner` is the type of the same object on the wire. */
  fields(owner: string, properties: readonly Property[]): string {
    const lines = properties.map(({ key, isRequired, schema }) => {
      const field = dereference(this.#schemas, schema)
      const isNeeded = isRequired && field.default === undefined
      const notes = [field.description?.trim() ?? '', field.isDeprecated ? '@deprecated' : ''].filter(Boolean)
      const note = notes.length > 0 ? toComment(notes.join('\n')) : ''
      const type = this.#type(schema, `${owner}[${toSource(key)}]`)
      return `${note}readonly ${propertyKey(key)}${isNeeded ? '' : '?'}: ${type}${isNeeded ? '' : ' | undefined'}`
    })
    return `{\n${lines.join('\n')}\n}`
  }

  #type(schema: Schema, wire: string): string {
    const inside = dereference(this.#schemas, schema)
    const special = this.#special(inside, schema.kind === 'ref' ? schema.name : `NonNullable<${wire}>`)
    if (special !== undefined) return inside.isNullable ? `${special} | null` : special
    if (inside.kind === 'array') return `Readonly<${wire}>`
    return hasWords(this.#schemas, inside) ? `AnyCase<${wire}>` : wire
  }

  /** The type of what is written otherwise than it is sent. */
  #special(schema: Schema, wire: string): string | undefined {
    if (schema.kind === 'string' && schema.image) return 'ReferenceImage'
    if (schema.kind === 'integer' && schema.isLossless) return 'Int64'
    if (schema.kind === 'array') {
      const items = dereference(this.#schemas, schema.items)
      const name = schema.items.kind === 'ref' ? schema.items.name : `${wire}[number]`
      const special = this.#special(items, name)
      return special === undefined ? undefined : `readonly ${special.startsWith('{') ? special : `(${special})`}[]`
    }
    if (schema.kind !== 'object' || !this.#hasSpecial(schema.properties)) return undefined
    return this.fields(wire, schema.properties)
  }

  #hasSpecial(properties: readonly Property[]): boolean {
    return properties.some(({ schema }) => {
      const inside = dereference(this.#schemas, schema)
      return hasWords(this.#schemas, inside) || this.#special(inside, '') !== undefined
    })
  }
}

function toComment(text: string): string {
  const lines = text.replaceAll('*/', '* /').split('\n')
  return lines.length > 1 ? `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n` : `/** ${lines[0]} */\n`
}

function hasWords(schemas: Schemas, schema: Schema): boolean {
  if (schema.kind === 'string') return schema.words !== undefined
  return schema.kind === 'anyOf' && schema.branches.some((branch) => hasWords(schemas, dereference(schemas, branch)))
}
