import type { OperationModel } from './read-operations.ts'
import { countAt, listAt, numberAt, readKnown, recordAt, stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import { dereference, type Schema, type Schemas } from './schema.ts'
import { child, children, type Json, need, type Place, toKeys } from './spec.ts'

export interface TaskModel {
  readonly submit: OperationModel
  /** Name of the schema of the task object. */
  readonly schemaName: string
  /** The table as it is emitted, except for its name. */
  readonly table: Json
}

/** Reads and checks the `x-task` of an operation. */
export function readTask(
  schemas: Schemas,
  operations: readonly OperationModel[],
  submit: OperationModel,
  place: Place,
): TaskModel {
  const operation = (key: string): OperationModel => {
    const id = need(place, key)
    const found = operations.find((one) => one.id === id.value && one.isCallback === (key === 'callback'))
    if (!found) throw new Refusal(id.pointer, `there is no ${key === 'callback' ? 'callback' : 'operation'} '${id.value}'.`)
    return found
  }
  for (const key of ['get', 'request', 'task', 'words', 'final', 'count', 'price', 'duration', 'deadlineMs']) need(place, key)
  if (!submit.request) throw new Refusal(place.pointer, 'an operation with x-task needs a request body.')
  const schemaName = findTaskSchema(schemas, operation('get'), `${place.pointer}/get`)
  const request = schemas.get(submit.request)!
  const task = schemas.get(schemaName)!
  const requestKeys = (pointer: Place): string[] => readKeys(schemas, request, submit.request!, pointer)
  const taskKeys = (pointer: Place): string[] => readKeys(schemas, task, schemaName, pointer)
  const table: Record<string, Json> = { submit: submit.id }
  readKnown(place, 'x-task', {
    get: () => (table['get'] = operation('get').id),
    list: () => (table['list'] = operation('list').id),
    callback: () => void operation('callback'),
    request: (keys) => (table['request'] = readPointers(keys, { externalId: requestKeys })),
    task: (keys) => {
      const images = (list: Place): string[][] => listAt(list, taskKeys)
      table['task'] = readPointers(keys, { id: taskKeys, externalId: taskKeys, status: taskKeys, reason: taskKeys, images })
    },
    words: (words) => (table['words'] = readWords(words, statusWords(schemas, task, need(need(place, 'task'), 'status')))),
    final: (final) => {
      const states = children(need(place, 'words')).map(([state]) => state)
      table['final'] = listAt(final, (state) => oneOf(state, states, 'state in words'))
    },
    count: (count) => (table['count'] = readCount(schemas, request, count, requestKeys)),
    price: (price) => (table['price'] = readPrice(schemas, request, price, requestKeys)),
    duration: (duration) => {
      table['duration'] = { medianMs: numberAt(need(duration, 'medianMs')), sigma: numberAt(need(duration, 'sigma')) }
      readKnown(duration, 'duration', { medianMs: countAt, sigma: numberAt })
    },
    deadlineMs: (deadline) => (table['deadlineMs'] = countAt(deadline)),
  })
  return { submit, schemaName, table }
}

/** The task stands in the envelope's `data`. */
function findTaskSchema(schemas: Schemas, get: OperationModel, pointer: string): string {
  const envelope = get.success === undefined ? undefined : dereference(schemas, schemas.get(get.success)!)
  const data = envelope?.kind === 'object' ? envelope.properties.find(({ key }) => key === 'data') : undefined
  if (data?.schema.kind !== 'ref') throw new Refusal(pointer, `the answer of '${get.id}' has no 'data' that refers to a task schema.`)
  return data.schema.name
}

/** The keys of a pointer, after walking them through the schema. */
function readKeys(schemas: Schemas, root: Schema, rootName: string, pointer: Place): string[] {
  const keys = toKeys(stringAt(pointer))
  find(schemas, root, keys, () => {
    throw new Refusal(pointer.pointer, `${pointer.value} leads nowhere in the schema ${rootName}.`)
  })
  return keys
}

function find(schemas: Schemas, root: Schema, keys: readonly string[], orElse: () => never): Schema {
  if (keys.length === 0) orElse()
  return keys.reduce<Schema>((schema, key) => {
    const owner = dereference(schemas, schema)
    const property = owner.kind === 'object' ? owner.properties.find((one) => one.key === key) : undefined
    return dereference(schemas, (property ?? orElse()).schema)
  }, root)
}

function readPointers(place: Place, readers: Readonly<Record<string, (pointer: Place) => Json>>): Json {
  const keys: Record<string, Json> = {}
  for (const key of Object.keys(readers)) need(place, key)
  readKnown(
    place,
    'this part of x-task',
    Object.fromEntries(Object.entries(readers).map(([key, read]) => [key, (value) => (keys[key] = read(value))])),
  )
  return keys
}

function statusWords(schemas: Schemas, task: Schema, pointer: Place): { words: readonly string[]; pointer: string } {
  const status = find(schemas, task, toKeys(stringAt(pointer)), () => {
    throw new Refusal(pointer.pointer, `${pointer.value} leads nowhere in the task's schema.`)
  })
  if (status.kind !== 'string' || !status.words) throw new Refusal(pointer.pointer, 'the status has no enum.')
  return { words: status.words, pointer: status.pointer }
}

/** Turns `{ ours: [theirs] }` around, and holds it against the enum of the status. */
function readWords(place: Place, status: { words: readonly string[]; pointer: string }): Record<string, string> {
  const ours: Record<string, string> = {}
  for (const [state, theirs] of children(place)) {
    for (const [, word] of children(theirs)) {
      const text = stringAt(word)
      const taken = Object.hasOwn(ours, text) ? ours[text] : undefined
      if (taken !== undefined) throw new Refusal(word.pointer, `'${text}' already means '${taken}'.`)
      ours[text] = state
    }
  }
  const unknown = status.words.find((word) => !Object.hasOwn(ours, word))
  if (unknown !== undefined) {
    throw new Refusal(place.pointer, `the status word '${unknown}' of the task is in no list; say what it means.`)
  }
  return ours
}

function oneOf(place: Place, known: readonly string[], what: string): string {
  const word = stringAt(place)
  if (!known.includes(word)) throw new Refusal(place.pointer, `'${word}' is no ${what}. Known are ${known.join(', ')}.`)
  return word
}

function readCount(schemas: Schemas, request: Schema, place: Place, keys: (pointer: Place) => string[]): Json {
  for (const key of ['by', 'fields']) need(place, key)
  readKnown(place, 'count', { by: stringAt, fields: (fields) => recordAt(fields, stringAt) })
  const by = need(place, 'by')
  const fields = need(place, 'fields')
  const assumed = readSwitch(schemas, request, by, fields, keys)
  const assumedCounts = children(fields).map(([word, pointer]) => {
    const { default: count } = at(schemas, request, keys(pointer))
    if (typeof count !== 'number') throw new Refusal(pointer.pointer, `${pointer.value} has no number as its default.`)
    return [word, count]
  })
  return { by: keys(by), assumed, fields: recordAt(fields, keys), assumedCounts: Object.fromEntries(assumedCounts) as Json }
}

function readPrice(schemas: Schemas, request: Schema, place: Place, keys: (pointer: Place) => string[]): Json {
  for (const key of ['by', 'units']) need(place, key)
  readKnown(place, 'price', { by: stringAt, units: (units) => recordAt(units, numberAt) })
  const by = need(place, 'by')
  const units = need(place, 'units')
  return { by: keys(by), assumed: readSwitch(schemas, request, by, units, keys), units: units.value }
}

/** Checks that a table has one entry for each word of the field it goes by; the default of that field is returned. */
function readSwitch(
  schemas: Schemas,
  request: Schema,
  by: Place,
  table: Place,
  keys: (pointer: Place) => string[],
): string {
  const field = at(schemas, request, keys(by))
  if (field.kind !== 'string' || !field.words) throw new Refusal(by.pointer, `${by.value} is no field with an enum.`)
  if (typeof field.default !== 'string') throw new Refusal(by.pointer, `${by.value} has no default.`)
  for (const word of field.words) if (!child(table, word)) throw new Refusal(table.pointer, `the word '${word}' is missing here.`)
  for (const [word, entry] of children(table)) {
    if (!field.words.includes(word)) throw new Refusal(entry.pointer, `'${word}' is no word of ${by.value}.`)
  }
  return field.default
}

function at(schemas: Schemas, request: Schema, keys: readonly string[]): Schema {
  return find(schemas, request, keys, () => {
    throw new Error(`unchecked keys ${keys.join('/')}`)
  })
}
