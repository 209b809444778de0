import type { Field } from '@omni-image/core/wire'
import type { Reference } from './reference.ts'

export type FormValue = string | number | boolean | undefined | Reference | FormValues | readonly FormValue[]

/** What stands in the form, by the keys of the request. Lists of objects hold one `FormValues` for each item. */
export interface FormValues {
  readonly [key: string]: FormValue
}

/** What the form shows before anybody has touched it. */
export function initialValues(fields: readonly Field[]): FormValues {
  return Object.fromEntries(fields.map((field) => [field.key, initialValue(field)]))
}

function initialValue(field: Field): FormValue {
  switch (field.kind) {
    case 'object':
      return initialValues(field.fields ?? [])
    case 'images':
    case 'ids':
    case 'list':
      return []
    case 'boolean':
      return field.default ?? false
    case 'integer':
    case 'number':
      return field.default
    case 'image':
      return undefined
    case 'text':
    case 'choice':
      return field.default ?? ''
  }
}

/** What stands at a JSON pointer. */
export function valueAt(values: FormValues, path: string): FormValue {
  return keysOf(path).reduce<FormValue>((at, key) => (at as FormValues | undefined)?.[key], values)
}

/** A copy with another value at a JSON pointer; what lies beside the way stays the same object. */
export function withValueAt(values: FormValues, path: string, value: FormValue): FormValues {
  return replace(values, keysOf(path), value) as FormValues
}

function replace(at: FormValue, [key, ...rest]: readonly string[], value: FormValue): FormValue {
  if (key === undefined) return value
  if (Array.isArray(at)) return at.with(Number(key), replace(at[Number(key)] as FormValue, rest, value))
  const holder = at as FormValues
  return { ...holder, [key]: replace(holder[key], rest, value) }
}

function keysOf(path: string): readonly string[] {
  return path.split('/').slice(1)
}

/** The items of a list that stands at a JSON pointer. */
export function itemsAt(values: FormValues, path: string): readonly FormValue[] {
  const list = valueAt(values, path)
  return Array.isArray(list) ? (list as readonly FormValue[]) : []
}
