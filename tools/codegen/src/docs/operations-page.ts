import type { Model } from '../model.ts'
import type { OperationModel } from '../read-operations.ts'
import { readSchema } from '../read-schema.ts'
import type { Property, Schemas } from '../schema.ts'
import { toSource } from '../source.ts'
import { child, children, type Json, need, type Place, placeAt, resolve, show, type Spec, toKeys } from '../spec.ts'
import { describeLimits, describeType } from './describe-schema.ts'
import { examplesAt } from './examples-at.ts'
import { blocks, code, either, fenced, linkTo, table } from './markdown.ts'
import { taskSection } from './task-section.ts'

/** Every operation: what it is for, what it takes, what it answers, with the examples of the spec. */
export function operationsPage(model: Model): string {
  const { operations, basePath } = model
  return blocks(
    '# Operations',
    `Paths stand below the base address, such as \`https://your-gateway.example${basePath}\`. Every request carries the key as \`Authorization: Bearer …\`.`,
    ...operations.map((operation) => operationSection(model, operation)),
    ...sharedAnswers(model),
  )
}

/** Answers that stand under `components/responses`, as several operations have them. */
function sharedAnswers({ spec, schemas }: Model): string[] {
  return children(placeAt(spec, '/components/responses')).map(([name, answer]) =>
    blocks(`## ${name}`, textAt(answer, 'description'), describeBody(spec, answer), exampleBlocks(schemas, answer)),
  )
}

function operationSection(model: Model, operation: OperationModel): string {
  const { id, place, method, path, isCallback, request } = operation
  const { spec, schemas, tasks } = model
  const body = child(place, 'requestBody')
  return blocks(
    `## ${textAt(place, 'summary') || id}`,
    `${code(`${method.toUpperCase()} ${path}`)}, in code ${code(id)}.${isCallback ? ' The API calls this, at your address.' : ''}`,
    textAt(place, 'description'),
    parameterTable(model, operation),
    request && body ? `### Body\n\n${objectLink(request)}` : '',
    body ? exampleBlocks(schemas, resolve(spec, body)) : '',
    ...children(need(place, 'responses')).map(([status, answer]) => answerBlock(model, status, answer)),
    ...tasks.filter(({ submit }) => submit.id === id).map(taskSection),
  )
}

function parameterTable({ spec, schemas }: Model, { place }: OperationModel): string {
  const item = placeAt(spec, place.pointer.slice(0, place.pointer.lastIndexOf('/')))!
  const parameters = [...children(child(item, 'parameters')), ...children(child(place, 'parameters'))]
  const rows = parameters.map(([, found]) => {
    const parameter = resolve(spec, found)
    const schema = readSchema(spec, need(parameter, 'schema'))
    return [
      code(textAt(parameter, 'name')),
      textAt(parameter, 'in'),
      describeType(schema),
      child(parameter, 'required')?.value === true ? 'yes' : '',
      describeLimits(schemas, schema),
      schema.default === undefined ? '' : code(schema.default),
      [
        child(parameter, 'deprecated')?.value === true ? 'Deprecated.' : '',
        textAt(parameter, 'description'),
        ...[...examplesAt(parameter), ...examplesAt(need(parameter, 'schema'))].map(
          (example) => `Example: ${code(example)}.`,
        ),
      ]
        .join(' ')
        .trim(),
    ]
  })
  const head = ['Parameter', 'In', 'Type', 'Needed', 'Limits', 'Default', 'What it is']
  return rows.length > 0 ? table(head, rows) : ''
}

function answerBlock({ spec, schemas }: Model, status: string, answer: Place): string {
  const title = `### ${status === 'default' ? 'Any other answer' : `Answer ${status}`}`
  const shared = child(answer, '$ref')
  if (shared) return blocks(title, linkTo(toKeys(show(shared)).at(-1)!))
  return blocks(title, textAt(answer, 'description'), describeBody(spec, answer), exampleBlocks(schemas, answer))
}

function describeBody(spec: Spec, answer: Place): string {
  const types = children(child(answer, 'content')).flatMap(([, media]) => {
    const schema = readSchema(spec, need(media, 'schema'))
    return (schema.kind === 'anyOf' ? schema.branches : [schema]).map(describeType)
  })
  return either(types)
}

function exampleBlocks(schemas: Schemas, body: Place): string {
  const media = children(child(body, 'content')).map(([, one]) => one)
  const alone = media.flatMap((one) => child(one, 'example') ?? [])
  const examples = media.flatMap((one) => children(child(one, 'examples')))
  return blocks(
    ...alone.map(({ value }) => blocks('Example:', fenced('json', toJson(schemas, value)))),
    ...examples.map(([name, example]) =>
      blocks(`${textAt(example, 'summary') || name}:`, fenced('json', toJson(schemas, need(example, 'value').value))),
    ),
  )
}

/** Integers that JavaScript cannot hold were read as their digits, and stand in JSON without quotes. */
function toJson(schemas: Schemas, value: Json): string {
  const lossless = [...schemas.values()].flatMap((schema) =>
    schema.kind === 'object'
      ? schema.properties.flatMap((property) => (isLossless(property) ? [toSource(property.key)] : []))
      : [],
  )
  return JSON.stringify(value, undefined, 2).replaceAll(/^( *("[^"]*"): )"(\d+)"/gm, (whole, start, key, digits) =>
    lossless.includes(key as string) ? `${start}${digits}` : whole,
  )
}

function isLossless({ schema }: Property): boolean {
  return schema.kind === 'integer' && schema.isLossless === true
}

function objectLink(name: string): string {
  return linkTo(name, 'objects.md')
}

function textAt(place: Place, key: string): string {
  const text = child(place, key)?.value
  return typeof text === 'string' ? text.trim() : ''
}
