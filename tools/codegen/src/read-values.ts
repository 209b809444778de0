import { Refusal } from './refusal.ts'
import { children, isObject, type Json, objectAt, type Place } from './spec.ts'

export function stringAt({ value, pointer }: Place): string {
  if (typeof value !== 'string' || value === '') throw new Refusal(pointer, 'a text is expected here.')
  return value
}

export function numberAt({ value, pointer }: Place): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new Refusal(pointer, 'a number is expected here.')
  return value
}

export function countAt(place: Place): number {
  const value = numberAt(place)
  if (!Number.isInteger(value) || value < 0) throw new Refusal(place.pointer, 'a whole number from 0 is expected here.')
  return value
}

export function booleanAt({ value, pointer }: Place): boolean {
  if (typeof value !== 'boolean') throw new Refusal(pointer, 'true or false is expected here.')
  return value
}

export function listAt<Item>(place: Place, read: (item: Place) => Item): Item[] {
  if (!Array.isArray(place.value)) throw new Refusal(place.pointer, 'a list is expected here.')
  return children(place).map(([, item]) => read(item))
}

export function recordAt<Value>(place: Place, read: (value: Place) => Value): Record<string, Value> {
  objectAt(place)
  return Object.fromEntries(children(place).map(([key, value]) => [key, read(value)]))
}

/** Reads an object of which every key is known; `read` is asked once for each key that is there. */
export function readKnown(place: Place, what: string, readers: Readonly<Record<string, (value: Place) => void>>): void {
  objectAt(place)
  for (const [key, value] of children(place)) {
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined
    if (!read) {
      const known = Object.keys(readers).join(', ')
      throw new Refusal(value.pointer, `'${key}' is not known in ${what}. Known are ${known}.`)
    }
    read(value)
  }
}

/** Two values with the same content. */
export function isSame(left: Json, right: Json): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isSame(item, right[index]))
  }
  if (isObject(left) && isObject(right)) {
    const keys = Object.keys(left)
    return (
      keys.length === Object.keys(right).length && keys.every((key) => key in right && isSame(left[key]!, right[key]!))
    )
  }
  return left === right
}
