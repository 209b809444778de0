import type { Keys } from './task-description.ts'

/** What stands where the keys lead; undefined where they lead nowhere. */
export function valueAt(value: unknown, keys: Keys): unknown {
  return keys.reduce((at, key) => (at as Record<string, unknown> | null | undefined)?.[key], value)
}

/** A copy of an object in which that place holds another value. */
export function withValueAt(value: unknown, [key, ...rest]: Keys, next: unknown): unknown {
  if (key === undefined) return next
  const object = value as Readonly<Record<string, unknown>> | undefined
  return { ...object, [key]: withValueAt(object?.[key], rest, next) }
}
