import { type Document, isMap, isScalar, isSeq, parseDocument, type Scalar, visit } from 'yaml'
import { type Json, toKeys } from '../spec.ts'
import type { Merge } from './merge.ts'

/** Our spec with the edits in it. Everything else stays as it was written, with its comments and its order. */
export function applyEdits(yaml: string, { edits, additions }: Merge): string {
  const document = parseDocument(yaml, { intAsBigInt: true })
  for (const [pointer, value] of edits) {
    const keys = keysOf(document, toKeys(pointer))
    document.setIn(keys, toNode(document, value))
    const node = document.getIn(keys, true)
    if (isScalar(node)) quote(node)
  }
  for (const { pointer, value } of additions) {
    const keys = keysOf(document, toKeys(pointer))
    const list = document.getIn(keys)
    if (isSeq(list)) list.add(toNode(document, value))
    else document.setIn(keys, document.createNode([value]))
  }
  return document.toString({ lineWidth: 0 })
}

function toNode(document: Document, value: Json): unknown {
  // A bare value goes into the node that is there, which keeps its comment.
  if (typeof value !== 'object' || value === null) return value
  const node = document.createNode(value)
  visit(node, {
    Scalar: (_key, scalar) => quote(scalar),
    Seq: (_key, list) => {
      if (list.items.every((item) => isScalar(item))) list.flow = true
    },
  })
  return node
}

/** A ratio would be a number of base 60 to older readers of YAML. */
function quote(scalar: Scalar): void {
  if (typeof scalar.value === 'string' && /^\d+:\d+$/.test(scalar.value)) scalar.type = 'QUOTE_SINGLE'
}

function keysOf(document: Document, parts: readonly string[]): (string | number)[] {
  const keys: (string | number)[] = []
  for (const part of parts) {
    const parent = keys.length === 0 ? document.contents : document.getIn(keys, true)
    keys.push(isSeq(parent) ? Number(part) : isMap(parent) ? keyOf(parent.items, part) : part)
  }
  return keys
}

/** Keys that are written as numbers, as status codes may be, are found as well. */
function keyOf(items: readonly { readonly key: unknown }[], part: string): string {
  const found = items.find(({ key }) => isScalar(key) && String(key.value) === part)
  return found && isScalar(found.key) ? (found.key.value as string) : part
}
