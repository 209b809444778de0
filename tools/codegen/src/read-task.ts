import { readKeys, type Target } from './read-keys.ts'
import type { OperationModel } from './read-operations.ts'
import { readCount, readPrice, readWords } from './read-task-tables.ts'
import { countAt, listAt, numberAt, readKnown, stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import { dereference, type Schema, type Schemas } from './schema.ts'
import { child, children, type Json, type JsonObject, need, type Place, show, toKeys } from './spec.ts'

export interface TaskModel {
  readonly submit: OperationModel
  readonly list?: OperationModel
  /** Name of the schema of the task object. */
  readonly schemaName: string
  /** The table as it is emitted, except for its name. */
  readonly table: Json
}

const needed = ['get', 'request', 'task', 'words', 'final', 'count', 'price', 'duration', 'deadlineMs', 'retentionMs']

/** Reads and checks the `x-task` of an operation. */
export function readTask(
  schemas: Schemas,
  operations: readonly OperationModel[],
  submit: OperationModel,
  place: Place,
): TaskModel {
  for (const key of needed) need(place, key)
  if (submit.request === undefined) throw new Refusal(place.pointer, 'an operation with x-task needs a request body.')
  const schemaName = findTaskSchema(schemas, findOperation(operations, need(place, 'get'), false), need(place, 'get'))
  const request: Target = { schemas, name: submit.request }
  const task: Target = { schemas, name: schemaName }
  const taskKeys = (pointer: Place): string[] => readKeys(task, pointer)
  const table: Record<string, Json> = { submit: submit.id }
  const set = (key: string, read: (value: Place) => Json) => (value: Place) => void (table[key] = read(value))
  readKnown(place, 'x-task', {
    get: set('get', (id) => findOperation(operations, id, false).id),
    list: set('list', (id) => findOperation(operations, id, false).id),
    callback: (id) => void findOperation(operations, id, true),
    request: set('request', (part) => ({
      ...(readPart(part, { externalId: (pointer) => readKeys(request, pointer) }) as JsonObject),
      ...readCallbackKeys(operations, child(place, 'callback')),
      images: imageFields(request),
    })),
    task: set('task', (part) =>
      readPart(part, {
        id: taskKeys,
        externalId: taskKeys,
        status: taskKeys,
        reason: taskKeys,
        images: (list) => listAt(list, taskKeys),
      }),
    ),
    words: set('words', (words) => readWords(words, task, need(need(place, 'task'), 'status'))),
    final: set('final', (final) => listAt(final, (state) => readState(state, need(place, 'words')))),
    count: set('count', (count) => readCount(count, request)),
    price: set('price', (price) => readPrice(price, request)),
    duration: set('duration', (part) => readPart(part, { medianMs: countAt, sigma: numberAt })),
    deadlineMs: set('deadlineMs', countAt),
    retentionMs: set('retentionMs', countAt),
  })
  const list = child(place, 'list')
  return { submit, ...(list && { list: findOperation(operations, list, false) }), schemaName, table }
}

/** Where a request says at which address the API calls: the path of that operation tells. */
function readCallbackKeys(operations: readonly OperationModel[], id: Place | undefined): { callback?: string[] } {
  const pointer = id && /^\{\$request\.body#(\/.+)\}$/.exec(findOperation(operations, id, true).path)?.[1]
  return pointer === undefined ? {} : { callback: toKeys(pointer) }
}

/** The fields of a request that hold images, at whatever depth. */
function imageFields({ schemas, name }: Target): string[] {
  const holdsImage = (schema: Schema): boolean => {
    const inside = dereference(schemas, schema)
    if (inside.kind === 'array') return holdsImage(inside.items)
    if (inside.kind === 'object') return inside.properties.some((property) => holdsImage(property.schema))
    return inside.kind === 'string' && inside.image !== undefined
  }
  const request = dereference(schemas, schemas.get(name)!)
  const properties = request.kind === 'object' ? request.properties : []
  return properties.filter(({ schema }) => holdsImage(schema)).map(({ key }) => key)
}

function findOperation(operations: readonly OperationModel[], id: Place, isCallback: boolean): OperationModel {
  const found = operations.find((one) => one.id === id.value && one.isCallback === isCallback)
  if (found) return found
  throw new Refusal(id.pointer, `there is no ${isCallback ? 'callback' : 'operation'} '${show(id)}'.`)
}

/** The task stands in the envelope's `data`. */
function findTaskSchema(schemas: Schemas, get: OperationModel, id: Place): string {
  const envelope = get.success === undefined ? undefined : dereference(schemas, schemas.get(get.success)!)
  const data = envelope?.kind === 'object' ? envelope.properties.find(({ key }) => key === 'data') : undefined
  if (data?.schema.kind === 'ref') return data.schema.name
  throw new Refusal(id.pointer, `the answer of '${get.id}' has no 'data' that refers to a task schema.`)
}

/** An object of which every key is needed. */
function readPart(place: Place, readers: Readonly<Record<string, (value: Place) => Json>>): Json {
  readKnown(place, 'this part of x-task', readers)
  return Object.fromEntries(Object.entries(readers).map(([key, read]) => [key, read(need(place, key))]))
}

function readState(place: Place, words: Place): string {
  const states = children(words).map(([state]) => state)
  const state = stringAt(place)
  if (states.includes(state)) return state
  throw new Refusal(place.pointer, `'${state}' is no state in words. Known are ${states.join(', ')}.`)
}
