import type { Model } from '../model.ts'
import { dereference, type Fields, type Property, type Schema, type Schemas } from '../schema.ts'
import { placeAt, type Spec } from '../spec.ts'
import { describeLimits, describeNeighbours, describeType } from './describe-schema.ts'
import { examplesAt } from './examples-at.ts'
import { blocks, code, oneLine, table } from './markdown.ts'

const head = ['Field', 'Type', 'Needed', 'Limits', 'Default', 'What it is']

/** Every schema of the spec with all that is known of its fields. */
export function objectsPage({ schemas, spec }: Model): string {
  const sections = [...schemas].map(([name, schema]) => blocks(`## ${name}`, section(spec, schemas, schema)))
  return blocks('# Objects', 'What goes over the wire, field by field. Names are the API’s own.', ...sections)
}

function section(spec: Spec, schemas: Schemas, schema: Schema): string {
  const page: Page = { spec, schemas }
  const description = schema.description?.trim() ?? ''
  const rows = rowsInside(page, '', schema)
  const fields = rows.length > 0 ? table(head, rows) : ''
  if (schema.kind === 'object') return blocks(description, fields)
  const limits = describeLimits(schemas, schema)
  return blocks(description, `Type: ${describeType(schema)}${limits === '' ? '' : `; ${limits}`}.`, fields)
}

interface Page {
  readonly spec: Spec
  readonly schemas: Schemas
}

/** The fields of the objects that are written out here; those with a name have a section of their own. */
function rowsInside(page: Page, label: string, schema: Schema): string[][] {
  switch (schema.kind) {
    case 'object':
      return schema.properties.flatMap((property) => {
        const inside = label === '' ? property.key : `${label}.${property.key}`
        return [toRow(page, schema, property, inside), ...rowsInside(page, inside, property.schema)]
      })
    case 'array':
      return rowsInside(page, `${label}[]`, schema.items)
    case 'anyOf':
      return schema.branches.flatMap((branch) => rowsInside(page, label, branch))
    default:
      return []
  }
}

function toRow({ spec, schemas }: Page, owner: Fields, { key, isRequired, schema }: Property, label: string): string[] {
  const { default: preset, description = '', isDeprecated } = dereference(schemas, schema)
  const limits = [describeLimits(schemas, schema), ...describeNeighbours(schemas, owner, key, schema)]
  const examples = examplesAt(placeAt(spec, schema.pointer)).map((example) => `Example: ${code(example)}.`)
  return [
    code(label),
    describeType(schema),
    isRequired ? 'yes' : '',
    limits.filter((limit) => limit !== '').join('; '),
    preset === undefined ? '' : code(preset),
    [isDeprecated ? 'Deprecated.' : '', oneLine(description), ...examples].join(' ').trim(),
  ]
}
