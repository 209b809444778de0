import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import { Refusal } from './refusal.ts'

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export type JsonObject = { readonly [key: string]: Json }

/** A part of the spec and the pointer to it. */
export interface Place {
  readonly value: Json
  readonly pointer: string
}

export interface Spec {
  readonly root: Place
  /** Line and column of what a pointer names, or of the nearest thing around it. */
  locate(pointer: string): { readonly line: number; readonly column: number }
}

export function parseSpec(text: string): Spec {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, intAsBigInt: true })
  const [error] = document.errors
  if (error) throw new Refusal('', `the file is not readable as YAML. ${error.message}`)
  refuseLooseAliases(document, lines)
  return {
    root: { value: document.toJS({ reviver: keepDigits }) as Json, pointer: '' },
    locate(pointer) {
      const { line, col } = lines.linePos(offsetOf(document, toKeys(pointer)))
      return { line, column: col }
    },
  }
}

function refuseLooseAliases(document: Document, lines: LineCounter): void {
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document)) return
      const { line, col } = lines.linePos(alias.range?.[0] ?? 0)
      const place = `at line ${line}, column ${col}`
      throw new Refusal('', `the file is not readable as YAML. There is no anchor before *${alias.source} ${place}.`)
    },
  })
}

function offsetOf(document: Document, keys: readonly string[]): number {
  let node: unknown = document.contents
  let offset = 0
  for (const key of keys) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined
    const start = pair ? pair.key : isSeq(node) ? node.items[Number(key)] : undefined
    if (!isNode(start) || !start.range) return offset
    offset = start.range[0]
    node = pair ? pair.value : start
  }
  return offset
}

/** An integer that a JavaScript number would round becomes the string of its digits. */
function keepDigits(_key: unknown, value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`
}

export function toKeys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at a place; anything else is refused. */
export function objectAt({ value, pointer }: Place): JsonObject {
  if (!isObject(value)) throw new Refusal(pointer, 'an object is expected here.')
  return value
}

/** What stands at a place, for a message. */
export function show({ value }: Place): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What stands under a key, or nothing. */
export function child({ value, pointer }: Place, key: string | number): Place | undefined {
  const found = Array.isArray(value) || isObject(value) ? (value as JsonObject)[key] : undefined
  if (found === undefined) return undefined
  return { value: found, pointer: `${pointer}/${`${key}`.replaceAll('~', '~0').replaceAll('/', '~1')}` }
}

/** What stands under a key; nothing there is refused. */
export function need(place: Place, key: string): Place {
  const found = child(place, key)
  if (!found) throw new Refusal(place.pointer, `'${key}' is missing here.`)
  return found
}

/** Everything under an object or a list, in the order of the file. */
export function children(place: Place | undefined): [key: string, Place][] {
  if (!place || typeof place.value !== 'object' || place.value === null) return []
  return Object.keys(place.value).map((key) => [key, child(place, key)!])
}

/** Follows a `$ref`, and a `$ref` behind it; other places are returned as they are. */
export function resolve(spec: Spec, place: Place): Place {
  let target = place
  for (let hops = 0; ; hops++) {
    const next = followOnce(spec, target)
    if (!next) return target
    if (hops > 20) throw new Refusal(`${target.pointer}/$ref`, 'this $ref goes in a circle.')
    target = next
  }
}

/** What a pointer names. */
export function placeAt(spec: Spec, pointer: string): Place | undefined {
  let target: Place | undefined = spec.root
  for (const key of toKeys(pointer)) target = target && child(target, key)
  return target
}

/** What the `$ref` of a place refers to, which may be a `$ref` again; nothing where there is none. */
export function followOnce(spec: Spec, place: Place): Place | undefined {
  const ref = child(place, '$ref')
  if (!ref) return undefined
  if (typeof ref.value !== 'string' || !ref.value.startsWith('#/')) {
    throw new Refusal(ref.pointer, "only a $ref within the file, starting with '#/', can be followed.")
  }
  const target = placeAt(spec, ref.value)
  if (!target) throw new Refusal(ref.pointer, `this $ref leads nowhere: there is no ${ref.value}.`)
  return target
}
