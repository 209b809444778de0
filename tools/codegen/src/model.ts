import { checkSchemas } from './check-schemas.ts'
import { checkName } from './names.ts'
import { type OperationModel, readOperations } from './read-operations.ts'
import { readSchema } from './read-schema.ts'
import { readTask, type TaskModel } from './read-task.ts'
import { stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import { dereference, type Schema } from './schema.ts'
import { child, children, need, type Place, type Spec, toKeys } from './spec.ts'

/** Everything the emitters know of the spec. */
export interface Model {
  readonly spec: Spec
  /** By name, in the order of the file. */
  readonly schemas: ReadonlyMap<string, Schema>
  readonly operations: readonly OperationModel[]
  /** Where the paths of the API start, `/kling` for example. */
  readonly basePath: string
  readonly tasks: readonly TaskModel[]
  /** Names of the schemas that arrive or leave as a whole. */
  readonly roots: readonly string[]
  /** Names of the schemas of request bodies. */
  readonly requests: readonly string[]
}

export function readModel(spec: Spec): Model {
  const named = children(child(need(spec.root, 'components'), 'schemas'))
  const schemas = new Map(
    named.map(([name, place]) => {
      checkName(name, place.pointer, /^[A-Z][A-Za-z0-9]*$/, 'OmniImageRequest')
      return [name, readSchema(spec, place)]
    }),
  )
  const inline = findSchemas(spec.root).map((place) => readSchema(spec, place))
  checkSchemas(schemas, inline)
  const operations = readOperations(spec)
  refuseStrayExtensions(spec, [...schemas.values(), ...inline], operations)
  const tasks = operations.flatMap((operation) => {
    const task = child(operation.place, 'x-task')
    return task ? [readTask(schemas, operations, operation, task)] : []
  })
  const requests = operations.flatMap(({ request, isCallback }) => (request && !isCallback ? [request] : []))
  const bodies = operations.flatMap(({ request, responses }) => (request ? [request, ...responses] : responses))
  const roots = [...schemas.keys()].filter((name) => {
    const isBody = bodies.includes(name) || tasks.some((task) => task.schemaName === name)
    return isBody && dereference(schemas, schemas.get(name)!).kind === 'object'
  })
  return { spec, schemas, operations, basePath: readBasePath(spec), tasks, roots, requests: [...new Set(requests)] }
}

/** Path of the first server, with the defaults of its variables. */
export function readBasePath(spec: Spec): string {
  const server = need(need(spec.root, 'servers'), '0')
  const url = need(server, 'url')
  const filled = stringAt(url).replace(/\{(\w+)\}/g, (_, name: string) =>
    stringAt(need(need(need(server, 'variables'), name), 'default')),
  )
  if (!URL.canParse(filled))
    throw new Refusal(url.pointer, 'this is no address, even with the defaults of its variables.')
  return new URL(filled).pathname.replace(/\/$/, '')
}

const content = new Set(['example', 'examples', 'default', 'enum', 'value'])

/** Every schema outside `components/schemas`: of parameters, bodies and headers. */
function findSchemas(place: Place): Place[] {
  return children(place).flatMap(([key, inside]) => {
    if (content.has(key) || inside.pointer === '/components/schemas') return []
    return key === 'schema' ? [inside] : findSchemas(inside)
  })
}

/** An extension that nothing reads would be a rule that nobody keeps. */
function refuseStrayExtensions(spec: Spec, schemas: readonly Schema[], operations: readonly OperationModel[]): void {
  const read = new Set(schemas.map(({ pointer }) => pointer))
  const tasks = new Set(
    operations.filter(({ isCallback }) => !isCallback).map(({ place }) => `${place.pointer}/x-task`),
  )
  const visit = (place: Place): void => {
    if (read.has(place.pointer)) return
    const isNames = toKeys(place.pointer).at(-1) === 'properties'
    for (const [key, inside] of children(place)) {
      if (key.startsWith('x-') && !isNames) {
        if (tasks.has(inside.pointer)) continue
        throw new Refusal(inside.pointer, `nothing reads '${key}' here.`)
      }
      if (!content.has(key)) visit(inside)
    }
  }
  visit(spec.root)
}
