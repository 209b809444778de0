import { readErrorCodes, readImage, readPixels, readSuccessCodes } from './read-extensions.ts'
import { booleanAt, countAt, listAt, numberAt, readKnown, recordAt, stringAt } from './read-values.ts'
import { Refusal } from './refusal.ts'
import type { Property, Schema } from './schema.ts'
import { child, children, need, objectAt, type Place, resolve, show, type Spec } from './spec.ts'

const component = '#/components/schemas/'

/** Reads one schema of the spec. What the generator does not know stops it here, so that no emitter has to guess. */
export function readSchema(spec: Spec, place: Place): Schema {
  objectAt(place)
  const notes = new Notebook(place)
  const { types, isNullable } = readTypes(place)
  if (isNullable) notes.set('isNullable', true)
  const [type] = types
  if (child(place, '$ref')) return readReference(spec, place, notes)
  if (child(place, 'anyOf')) return readChoice(spec, place, notes)
  if (types.length > 1) {
    throw new Refusal(`${place.pointer}/type`, "only one type, or one type and 'null', can stand here; use anyOf.")
  }
  switch (type) {
    case undefined:
      return isNullable ? onlyNull(place) : notes.read('a schema without a type', 'unknown', {})
    case 'boolean':
      return notes.read('a boolean', type, {})
    case 'string':
      return readText(place, notes)
    case 'integer':
    case 'number':
      return readNumeric(place, notes, type)
    case 'array':
      return notes.read(
        'an array',
        type,
        {
          items: (items) => notes.set('items', readSchema(spec, items)),
          minItems: (count) => notes.set('minItems', countAt(count)),
          maxItems: (count) => notes.set('maxItems', countAt(count)),
        },
        ['items'],
      )
    case 'object':
      return readFields(spec, place, notes)
    default:
      throw new Refusal(`${place.pointer}/type`, `'${type}' is no type of JSON Schema.`)
  }
}

function onlyNull(place: Place): never {
  throw new Refusal(place.pointer, "'null' alone says nothing; put it into an anyOf or beside a type.")
}

function readTypes(place: Place): { types: string[]; isNullable: boolean } {
  const type = child(place, 'type')
  if (!type) return { types: [], isNullable: false }
  const types = Array.isArray(type.value) ? listAt(type, stringAt) : [stringAt(type)]
  return { types: types.filter((name) => name !== 'null'), isNullable: types.includes('null') }
}

function readText(place: Place, notes: Notebook): Schema {
  return notes.read('a string', 'string', {
    minLength: (length) => notes.set('minLength', countAt(length)),
    maxLength: (length) => notes.set('maxLength', countAt(length)),
    pattern: (pattern) => notes.set('pattern', readPattern(pattern)),
    format: (format) => {
      if (format.value !== 'uri') throw unknownFormat(format, 'a string', 'uri')
      notes.set('isUri', true)
    },
    enum: (words) => notes.set('words', listAt(words, stringAt)),
    'x-open-enum': (open) => {
      need(place, 'enum')
      if (booleanAt(open)) notes.set('isOpen', true)
    },
    'x-references': (lists) => notes.set('references', recordAt(lists, stringAt)),
    'x-image': (image) => notes.set('image', readImage(image)),
    'x-pixels': (pixels) => notes.set('pixels', readPixels(pixels, listAt(need(place, 'enum'), stringAt))),
  })
}

function readPattern(pattern: Place): string {
  const source = stringAt(pattern)
  try {
    new RegExp(source, 'u')
  } catch {
    throw new Refusal(pattern.pointer, 'this is no regular expression that JavaScript can read.')
  }
  return source
}

function readNumeric(place: Place, notes: Notebook, kind: 'integer' | 'number'): Schema {
  const what = kind === 'integer' ? 'an integer' : 'a number'
  const isLossless = child(place, 'x-lossless')?.value === true
  return notes.read(what, kind, {
    minimum: (minimum) => notes.set('minimum', limitAt(minimum, isLossless)),
    maximum: (maximum) => notes.set('maximum', limitAt(maximum, isLossless)),
    ...(kind === 'integer' && {
      format: (format: Place) => {
        if (format.value !== 'int64') throw unknownFormat(format, what, 'int64')
      },
      'x-lossless': (lossless: Place) => {
        if (booleanAt(lossless)) notes.set('isLossless', true)
      },
    }),
  })
}

function limitAt(limit: Place, isLossless: boolean): number {
  if (isLossless) throw new Refusal(limit.pointer, 'an x-lossless integer is limited to 64 bits and to nothing else.')
  return numberAt(limit)
}

function unknownFormat(format: Place, what: string, known: string): Refusal {
  return new Refusal(format.pointer, `the format '${show(format)}' of ${what} is not known. Known is ${known}.`)
}

function readFields(spec: Spec, place: Place, notes: Notebook): Schema {
  const required = child(place, 'required')
  const names = required ? listAt(required, stringAt) : []
  for (const [index, name] of names.entries()) {
    if (!child(need(place, 'properties'), name)) {
      throw new Refusal(`${place.pointer}/required/${index}`, `there is no property '${name}'.`)
    }
  }
  const properties: Property[] = children(child(place, 'properties')).map(([key, value]) => ({
    key,
    isRequired: names.includes(key),
    schema: readSchema(spec, value),
  }))
  notes.set('properties', properties)
  return notes.read('an object', 'object', {
    properties: (value) => void objectAt(value),
    required: () => {},
    'x-combined-max-items': (combined) => {
      const fields = listAt(need(combined, 'fields'), stringAt)
      readKnown(combined, 'x-combined-max-items', {
        fields: () => {},
        max: (max) => notes.set('combined', { fields, max: countAt(max) }),
      })
      need(combined, 'max')
    },
  })
}

function readReference(spec: Spec, place: Place, notes: Notebook): Schema {
  const ref = need(place, '$ref')
  resolve(spec, place)
  const name = stringAt(ref).slice(component.length)
  if (!stringAt(ref).startsWith(component) || name.includes('/')) {
    throw new Refusal(ref.pointer, `a schema's $ref has to be '${component}' and the name of a schema.`)
  }
  notes.set('name', name)
  return notes.read('a reference', 'ref', { $ref: () => {} })
}

function readChoice(spec: Spec, place: Place, notes: Notebook): Schema {
  const branches = children(need(place, 'anyOf')).map(([, branch]) => branch)
  const others = branches.filter((branch) => child(branch, 'type')?.value !== 'null')
  if (others.length < branches.length) notes.set('isNullable', true)
  notes.set(
    'branches',
    others.map((branch) => readSchema(spec, branch)),
  )
  const choice = notes.read('an anyOf', 'anyOf', {
    anyOf: () => {},
    'x-success-codes': (codes) => notes.set('successCodes', readSuccessCodes(codes)),
    'x-error-codes': (codes) => notes.set('errorCodes', readErrorCodes(codes)),
  })
  if (choice.kind !== 'anyOf' || choice.branches.length !== 1) return choice
  const {
    kind: _kind,
    branches: [only],
    ...outer
  } = choice
  return { ...only!, ...outer }
}

/** Collects what a schema says while its keys are read. */
class Notebook {
  readonly place: Place
  readonly #entries: Record<string, unknown>

  constructor(place: Place) {
    this.place = place
    this.#entries = { pointer: place.pointer, isNullable: false }
  }

  set(key: string, value: unknown): void {
    this.#entries[key] = value
  }

  read(
    what: string,
    kind: Schema['kind'],
    readers: Readonly<Record<string, (value: Place) => void>>,
    needed: readonly string[] = [],
  ): Schema {
    for (const key of needed) need(this.place, key)
    readKnown(this.place, what, {
      type: () => {},
      title: (title) => this.set('title', stringAt(title)),
      description: (description) => this.set('description', stringAt(description)),
      default: ({ value }) => this.set('default', value),
      examples: () => {},
      deprecated: (deprecated) => {
        if (booleanAt(deprecated)) this.set('isDeprecated', true)
      },
      'x-form': (form) =>
        readKnown(form, 'x-form', {
          multiline: (multiline) =>
            this.set('form', { ...(this.#entries['form'] as object), multiline: booleanAt(multiline) }),
          hidden: (hidden) => this.set('form', { ...(this.#entries['form'] as object), hidden: booleanAt(hidden) }),
        }),
      'x-ignored-when': (condition) => this.set('ignoredWhen', readCondition(condition)),
      ...readers,
    })
    return { ...this.#entries, kind } as unknown as Schema
  }
}

function readCondition(place: Place): { field: string; word: string; pointer: string } {
  const [only, ...others] = Object.entries(recordAt(place, stringAt))
  if (!only || others.length > 0) throw new Refusal(place.pointer, 'exactly one field and its word are expected here.')
  return { field: only[0], word: only[1], pointer: place.pointer }
}
