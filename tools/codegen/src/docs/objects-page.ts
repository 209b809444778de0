import type { Model } from '../model.ts'
import { dereference, type Fields, type Property, type Schema, type Schemas } from '../schema.ts'
import { children, type Json, placeAt, type Spec } from '../spec.ts'
import { describeLimits, describeNeighbours, describeType } from './describe-schema.ts'
import { blocks, code, oneLine, table } from './markdown.ts'

const head = ['Field', 'Type', 'Needed', 'Limits', 'Default', 'What it is']

/** Every schema of the spec with all that is known of its fields. */
export function objectsPage({ schemas, spec }: Model): string {
  const sections = [...schemas].map(([name, schema]) => blocks(`## ${name}`, section(spec, schemas, schema)))
  return blocks('# Objects', 'What goes over the wire, field by field. Names are the API’s own.', ...sections)
}

function section(spec: Spec, schemas: Schemas, schema: Schema): string {
  const description = schema.description?.trim() ?? ''
  if (schema.kind !== 'object') {
    const limits = describeLimits(schemas, schema)
    return blocks(description, `Type: ${describeType(schema)}${limits === '' ? '' : `; ${limits}`}.`)
  }
  const rows = schema.properties.map((property) => toRow(spec, schemas, schema, property))
  return blocks(description, rows.length > 0 ? table(head, rows) : '')
}

function toRow(spec: Spec, schemas: Schemas, owner: Fields, { key, isRequired, schema }: Property): string[] {
  const { default: preset, description = '' } = dereference(schemas, schema)
  const limits = [describeLimits(schemas, schema), ...describeNeighbours(schemas, owner, key, schema)]
  return [
    code(key),
    describeType(schema),
    isRequired ? 'yes' : '',
    limits.filter((limit) => limit !== '').join('; '),
    preset === undefined ? '' : code(preset),
    [oneLine(description), ...examplesOf(spec, schema)].join(' ').trim(),
  ]
}

function examplesOf(spec: Spec, { pointer }: Schema): string[] {
  return children(placeAt(spec, pointer))
    .filter(([key]) => key === 'examples')
    .flatMap(([, list]) => (list.value as readonly Json[]).map((example) => `Example: ${code(example)}.`))
}
