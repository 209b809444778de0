import { checkName } from './names.ts'
import { stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import { child, children, need, type Place, resolve, show, type Spec } from './spec.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete']
const component = '#/components/schemas/'

export interface OperationModel {
  readonly id: string
  readonly place: Place
  readonly isCallback: boolean
  readonly method: string
  readonly path: string
  readonly params: readonly string[]
  readonly query: readonly string[]
  readonly parameters: Readonly<Record<string, { minimum?: number; maximum?: number; default?: number }>>
  /** Name of the schema of the request body. */
  readonly request?: string
  /** Name of the schema of the answer that means success. */
  readonly success?: string
  /** Names of all schemas of answers. */
  readonly responses: readonly string[]
}

/** The operations of the API, and after each those that the API calls at ours. */
export function readOperations(spec: Spec): OperationModel[] {
  const operations = readPaths(spec, need(spec.root, 'paths'), false)
  for (const [index, { id, place }] of operations.entries()) {
    if (operations.findIndex((other) => other.id === id) !== index) {
      throw new Refusal(`${place.pointer}/operationId`, `'${id}' is the id of another operation too.`)
    }
  }
  return operations
}

function readPaths(spec: Spec, paths: Place, isCallback: boolean): OperationModel[] {
  return children(paths).flatMap(([path, item]) =>
    children(item)
      .filter(([key]) => methods.includes(key))
      .flatMap(([method, place]) => [
        readOperation(spec, path, item, method, place, isCallback),
        ...children(child(place, 'callbacks')).flatMap(([, callback]) =>
          readPaths(spec, resolve(spec, callback), true),
        ),
      ]),
  )
}

function readOperation(
  spec: Spec,
  path: string,
  item: Place,
  method: string,
  place: Place,
  isCallback: boolean,
): OperationModel {
  for (const servers of [child(item, 'servers'), child(place, 'servers')]) {
    if (servers) throw new Refusal(servers.pointer, 'servers can stand at the top only: core asks one address.')
  }
  const id = stringAt(need(place, 'operationId'))
  checkName(id, `${place.pointer}/operationId`, /^[a-z][A-Za-z0-9]*$/, 'createOmniImage')
  const parameters = [...children(child(item, 'parameters')), ...children(child(place, 'parameters'))].map(
    ([, parameter]) => resolve(spec, parameter),
  )
  const namesIn = (where: string): string[] =>
    parameters
      .filter((parameter) => need(parameter, 'in').value === where)
      .map((parameter) => stringAt(need(parameter, 'name')))
  for (const parameter of parameters) {
    const where = need(parameter, 'in')
    if (where.value !== 'path' && where.value !== 'query') {
      throw new Refusal(where.pointer, `parameters in '${show(where)}' are not supported; only path and query are.`)
    }
  }
  const body = child(place, 'requestBody')
  const [request] = body ? bodySchemas(spec, resolve(spec, body)) : []
  const answers = children(need(place, 'responses')).map(
    ([status, answer]) => [status, bodySchemas(spec, resolve(spec, answer))] as const,
  )
  const success = answers.find(([status]) => status.startsWith('2'))?.[1][0]
  return {
    id,
    place,
    isCallback,
    method,
    path,
    params: namesIn('path'),
    query: namesIn('query'),
    parameters: Object.fromEntries(parameters.flatMap(readLimits)),
    ...(request && { request }),
    ...(success && { success }),
    responses: answers.flatMap(([, names]) => names),
  }
}

function readLimits(parameter: Place): [string, object][] {
  const schema = need(parameter, 'schema')
  const limits = ['minimum', 'maximum', 'default'].flatMap((key) => {
    const limit = child(schema, key)
    return typeof limit?.value === 'number' ? [[key, limit.value]] : []
  })
  return limits.length > 0 ? [[stringAt(need(parameter, 'name')), Object.fromEntries(limits) as object]] : []
}

/** Names of the schemas a JSON body may have; an `anyOf` of references counts as several. */
function bodySchemas(spec: Spec, body: Place): string[] {
  return children(child(body, 'content')).flatMap(([type, media]) => {
    if (type !== 'application/json') throw new Refusal(media.pointer, `only application/json can be read, not ${type}.`)
    const schema = need(media, 'schema')
    const branches = child(schema, 'anyOf')
    return (branches ? children(branches).map(([, branch]) => branch) : [schema]).map((branch) => {
      const ref = child(branch, '$ref')
      if (!ref || !stringAt(ref).startsWith(component)) {
        throw new Refusal(
          branch.pointer,
          "give this schema a name under components/schemas and refer to it with '$ref'.",
        )
      }
      resolve(spec, branch)
      return stringAt(ref).slice(component.length)
    })
  })
}
