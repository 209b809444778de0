/**
 * JSON in which a bigint is an exact integer literal and a Blob of text is a string.
 * With Blobs the result is a Blob too: their text is never copied into one long string, which would stall a page.
 */
export function writeJson(value: unknown): string | Blob {
  const held: (bigint | Blob)[] = []
  // Drawn anew each time, so that no text can hold it.
  const mark = `${Math.random()}:${Math.random()}:`
  const text = JSON.stringify(value, (_key, item: unknown) => {
    return typeof item === 'bigint' || item instanceof Blob ? mark + held.push(item) : item
  })
  const parts = text.split(new RegExp(`"${mark.replaceAll('.', '\\.')}\\d+"`)).flatMap((piece, index) => {
    const item = held[index]
    return item instanceof Blob ? [piece, '"', item, '"'] : [piece, `${item ?? ''}`]
  })
  return held.some((item) => item instanceof Blob) ? new Blob(parts) : (parts as string[]).join('')
}

/** A string, or a number; strings come first so that digits inside them are left alone. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** `JSON.parse` that gives integers of 16 and more digits as strings, digit for digit. Throws a `SyntaxError` as it does. */
export function parseJson(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(text.replace(stringOrNumber, (token) => (/^-?[1-9]\d{15,}$/.test(token) ? `"${token}"` : token)))
}
