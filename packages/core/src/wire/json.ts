import { isLazyText, type LazyText } from './lazy-text.ts'

/** A piece of a JSON text; the content of a Blob or a lazy text goes in as it is. */
export type JsonPart = string | Blob | LazyText

/** JSON in which a bigint is an exact integer literal. */
export function writeJson(value: unknown): string {
  return (toJsonParts(value) as string[]).join('')
}

/**
 * The same in pieces, in which a Blob or a lazy text stands for a string: their text is never copied into one long string,
 * which would stall a page.
 */
export function toJsonParts(value: unknown): JsonPart[] {
  const held: (bigint | Blob | LazyText)[] = []
  let mark = ''
  const text = JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item !== 'bigint' && !(item instanceof Blob) && !isLazyText(item)) return item
    mark ||= `${Math.random()}:${Math.random()}:` // drawn anew each time, so that no text can hold it
    return mark + held.push(item)
  })
  if (held.length === 0) return [text]
  return text.split(new RegExp(`"${mark.replaceAll('.', '\\.')}\\d+"`)).flatMap((piece, index) => {
    const item = held[index]
    return typeof item === 'object' ? [piece, '"', item, '"'] : [piece, `${item ?? ''}`]
  })
}

/** A string, or a number; strings come first so that digits inside them are left alone. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** `JSON.parse` that gives integers of 16 and more digits as strings, digit for digit. Throws a `SyntaxError` as it does. */
export function parseJson(text: string): unknown {
  if (!/(^|[\s:[,-])\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(text.replace(stringOrNumber, (token) => (/^-?[1-9]\d{15,}$/.test(token) ? `"${token}"` : token)))
}
