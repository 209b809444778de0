import type { Json } from './spec.ts'

/** A value as source text; the formatter gives it the house's quotes and lines. */
export function toSource(value: Json | undefined): string {
  return JSON.stringify(value) ?? 'undefined'
}

export function propertyKey(key: string): string {
  return isIdentifier(key) ? key : toSource(key)
}

function isIdentifier(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key)
}

/** An object literal of the entries that are there. */
export function compact(entries: Readonly<Record<string, Json | undefined>>): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, Json] => entry[1] !== undefined))
}

/** `import { a, b } from './x.ts'` for the names that a text uses. */
export function importUsed(text: string, names: readonly string[], from: string, keyword = 'import'): string {
  const used = names.filter((name) => new RegExp(`\\b${name.split(' ').at(-1)}\\b`).test(text))
  return used.length > 0 ? `${keyword} { ${used.join(', ')} } from '${from}'\n` : ''
}
