// TypeScript does not know these two yet.
const rawJson = (JSON as { rawJSON?: (text: string) => unknown }).rawJSON

/** Stands before the digits of an integer where `JSON.rawJSON` is missing; nobody can type it, it is drawn anew. */
let marker: string | undefined

/**
 * `JSON.stringify` for which a bigint is an exact integer literal.
 * Where `JSON.rawJSON` is missing (Safari before 18.4, Firefox before 135) the digits are marked and unwrapped again.
 */
export function stringifyJson(value: unknown, raw: typeof rawJson = rawJson): string {
  if (raw) return JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? raw(`${item}`) : item))
  marker ??= `int64:${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}:`
  const mark = marker
  const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? mark + item : item))
  return text.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1')
}

/** A string, or a number; strings come first so that digits inside them are left alone. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** `JSON.parse` that gives integers of 16 and more digits as strings, digit for digit. Throws a `SyntaxError` as it does. */
export function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(text.replace(stringOrNumber, (token) => (/^-?[1-9]\d{15,}$/.test(token) ? `"${token}"` : token)))
}
