import { readFileSync } from 'node:fs'
import { type Document, isSeq, parseDocument } from 'yaml'

const text = readFileSync(new URL('../../../openapi/omni-image.yaml', import.meta.url), 'utf8')

/** The spec as it stands in the repository. */
export function currentSpec(): string {
  return text
}

/** A copy of the spec after some edits: what is put where, or `undefined` to take it away. */
export function editedSpec(edits: Readonly<Record<string, unknown>>): string {
  const document = parseDocument(text, { intAsBigInt: true })
  for (const [pointer, value] of Object.entries(edits)) {
    const keys = keysOf(document, pointer)
    if (value === undefined) document.deleteIn(keys)
    else document.setIn(keys, document.createNode(value))
  }
  return document.toString({ lineWidth: 0 })
}

function keysOf(document: Document, pointer: string): (string | number)[] {
  const keys: (string | number)[] = []
  for (const part of pointer.split('/').slice(1)) {
    const isPlaceInList = isSeq(document.getIn(keys, true))
    keys.push(isPlaceInList ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  return keys
}
