import type { Json } from '../spec.ts'

/** A name or a value as code in a sentence. */
export function code(value: Json | undefined): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}

/** `a`, `b` and `c`. */
export function list(values: readonly Json[]): string {
  const words = values.map(code)
  const last = words.pop() ?? ''
  return words.length > 0 ? `${words.join(', ')} and ${last}` : last
}

const types: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

export function typeName(type: string | undefined): string {
  return (type === undefined ? undefined : types[type]) ?? 'anything'
}

/** The first sentence of a description, to go behind a colon. */
export function firstSentence(description: Json | undefined): string {
  if (typeof description !== 'string') return ''
  const [sentence = ''] = description
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?]) (?=\p{Lu})/u) // a small letter goes on, as after "e.g.
  return sentence
}
