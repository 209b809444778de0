import type { Model } from '../model.ts'
import { child, children, objectAt, type Place, placeAt } from '../spec.ts'
import { blocks, code, table } from './markdown.ts'

/** What the `code` of an error body means, and what the SDK makes of it. */
export function errorCodesPage({ spec, schemas }: Model): string {
  const tables = [...schemas.values()].flatMap(({ pointer, errorCodes }) =>
    errorCodes ? [placeAt(spec, `${pointer}/x-error-codes`)!] : [],
  )
  const rows = tables.flatMap((place) => children(place).flatMap(([word, entry]) => toRows(word, entry)))
  const successes = [...schemas.values()].flatMap(({ successCodes }) => successCodes ?? [])
  return blocks(
    '# Error codes',
    'The `code` of the body decides, not the HTTP status. In the SDK it is the `apiCode` of an `ApiError`, and the kind is its `kind`.',
    table(['Code', 'Kind', 'The same request may succeed later', 'What it means'], rows),
    successes.length > 0 ? `Success is ${successes.map((word) => code(JSON.stringify(word))).join(', ')}.` : '',
  )
}

/** The code itself, and what it means with certain messages. */
function toRows(word: string, entry: Place): string[][] {
  const finer = children(child(entry, 'when')).map(([, one]) => one)
  return [entry, ...finer].map((place) => {
    const { message, kind, reason, retryable, description } = objectAt(place)
    return [
      message === undefined ? code(word) : `${code(word)} with “${message as string}” in the message`,
      `${code(kind)}${reason === undefined ? '' : ` (${code(reason)})`}`,
      retryable === true ? 'yes' : '',
      typeof description === 'string' ? description : '',
    ]
  })
}
