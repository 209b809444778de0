import type { Issue, IssueCode } from './issue.ts'

type Key = string | number

/** An object or array and the way to it. A check is told who holds its value, so that paths are made only for reports. */
export interface Holder {
  readonly value: Readonly<Record<Key, unknown>>
  readonly issues: Issue[]
  readonly parent?: Holder
  readonly key?: Key
}

/** Looks at what a holder has under a key, and passes over `undefined`: whether it may be missing is the holder's rule. */
export type Check = (holder: Holder, key: Key) => void

// A list of a million bad items needs no million reports.
const maxIssues = 50

export function validate(check: Check, value: unknown): Issue[] | undefined {
  const root: Holder = { value: { root: value }, issues: [] }
  if (value === undefined) report(root, 'root', 'required')
  check(root, 'root')
  return root.issues.length > 0 ? root.issues : undefined
}

function toPointer({ parent, key: own }: Holder, key: Key): string {
  return parent ? `${toPointer(parent, own!)}/${`${key}`.replaceAll('~', '~0').replaceAll('/', '~1')}` : ''
}

function report(
  holder: Holder,
  key: Key,
  code: IssueCode,
  expected?: Issue['expected'],
  received?: string | number,
): void {
  if (holder.issues.length >= maxIssues) return
  holder.issues.push({ path: toPointer(holder, key), code, expected, received })
}

/** A short word as it is and the type of everything else, for anything longer could be content. */
function nameOf(value: unknown): string {
  if (typeof value === 'string' && value.length <= 40) return value
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function reportType(holder: Holder, key: Key, expected: string): void {
  const value = holder.value[key]
  if (value === undefined) return
  const isOdd = typeof value === 'number' && !Number.isFinite(value)
  report(holder, key, 'type', expected, isOdd ? `${value}` : typeof value === 'string' ? 'string' : nameOf(value))
}

/** Reports `minimum`, `minLength` and the like. */
function checkRange(
  holder: Holder,
  key: Key,
  what: 'imum' | 'Length' | 'Items',
  size: number,
  min = -Infinity,
  max = Infinity,
): void {
  if (size < min) report(holder, key, `min${what}`, min, size)
  if (size > max) report(holder, key, `max${what}`, max, size)
}

/** For a value that fits no branch of an `anyOf`. */
export function reportAnyOf(holder: Holder, key: Key, expected: readonly string[]): void {
  const value = holder.value[key]
  if (value !== undefined) report(holder, key, 'anyOf', expected, nameOf(value))
}

/** Steps into an object. */
export function enterObject(parent: Holder, key: Key, ...required: readonly string[]): Holder | undefined {
  const value = parent.value[key] as Holder['value']
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return reportType(parent, key, 'object') as undefined
  const holder = { value, issues: parent.issues, parent, key }
  for (const name of required) if (value[name] === undefined) report(holder, name, 'required')
  return holder
}

export function checkArray(parent: Holder, key: Key, check: Check, min?: number, max?: number): void {
  const value = parent.value[key]
  if (!Array.isArray(value)) return reportType(parent, key, 'array')
  const holder = { value: value as never, issues: parent.issues, parent, key }
  checkRange(parent, key, 'Items', value.length, min, max)
  for (let index = 0; index < value.length; index++) {
    if (value[index] === undefined) report(holder, index, 'required')
    check(holder, index)
  }
}

export function checkNullable<Rest extends unknown[]>(
  holder: Holder,
  key: Key,
  check: (holder: Holder, key: Key, ...rest: Rest) => void,
  ...rest: Rest
): void {
  if (holder.value[key] !== null) check(holder, key, ...rest)
}

/** Lengths count code points, as JSON Schema does: an emoji is one character. */
export function checkString(holder: Holder, key: Key, min = 0, max = Infinity): void {
  const value = holder.value[key]
  if (typeof value !== 'string') return reportType(holder, key, 'string')
  // A code point is one or two units, so most lengths need no counting.
  if (value.length >= 2 * min && value.length <= max) return
  let length = 0
  for (let index = 0; index < value.length; length++) index += value.codePointAt(index)! > 0xffff ? 2 : 1
  checkRange(holder, key, 'Length', length, min, max)
}

export function checkPattern(holder: Holder, key: Key, pattern: RegExp, min?: number, max?: number): void {
  const value = holder.value[key]
  checkString(holder, key, min, max)
  if (typeof value === 'string' && !pattern.test(value)) report(holder, key, 'pattern', pattern.source)
}

export function checkUri(holder: Holder, key: Key, min?: number, max?: number): void {
  const value = holder.value[key]
  checkString(holder, key, min, max)
  if (typeof value === 'string' && !URL.canParse(value)) report(holder, key, 'format', 'an absolute URL')
}

export function checkEnum(holder: Holder, key: Key, ...words: readonly string[]): void {
  const value = holder.value[key]
  if (typeof value !== 'string') reportType(holder, key, 'string')
  else if (!words.includes(value)) report(holder, key, 'enum', words, nameOf(value))
}

export function checkBoolean(holder: Holder, key: Key): void {
  if (typeof holder.value[key] !== 'boolean') reportType(holder, key, 'boolean')
}

export function checkNumber(holder: Holder, key: Key, min?: number, max?: number): void {
  const value = holder.value[key]
  if (Number.isFinite(value)) checkRange(holder, key, 'imum', value as number, min, max)
  else reportType(holder, key, 'number')
}

export function checkInteger(holder: Holder, key: Key, min?: number, max?: number): void {
  const value = holder.value[key]
  if (Number.isInteger(value)) checkRange(holder, key, 'imum', value as number, min, max)
  else reportType(holder, key, 'integer')
}

/** A 64-bit integer as bigint, digits or a number that is still exact. */
export function checkInt64(holder: Holder, key: Key): void {
  const value = holder.value[key]
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return report(holder, key, 'type', 'a string or bigint', 'a number too large to be exact')
  }
  const digits = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? `${value}` : ''
  if (!/^-?\d{1,40}$/.test(digits)) return reportType(holder, key, 'a string of digits or a bigint')
  if (BigInt.asIntN(64, BigInt(digits)) === BigInt(digits)) return
  if (digits.startsWith('-')) report(holder, key, 'minimum', '-9223372036854775808', digits)
  else report(holder, key, 'maximum', '9223372036854775807', digits)
}

export function checkCombinedMaxItems(holder: Holder, max: number, ...fields: readonly string[]): void {
  let total = 0
  let overflowing: string | undefined
  for (const field of fields) {
    const list = holder.value[field]
    if (Array.isArray(list)) total += list.length
    if (total > max) overflowing ??= field
  }
  if (overflowing !== undefined) report(holder, overflowing, 'combinedMaxItems', max, total)
}

/** Every `<<<word_3>>>` in a text needs a third item in the list of that word. */
export function checkReferences(holder: Holder, key: string, lists: Readonly<Record<string, string>>): void {
  const text = holder.value[key]
  if (typeof text !== 'string') return
  for (const placeholder of new Set(text.match(/<<<[a-z]+_\d{1,9}>>>/g))) {
    const [word, number] = placeholder.slice(3, -3).split('_') as [string, string]
    if (!Object.hasOwn(lists, word)) continue
    const list = holder.value[lists[word]!]
    const count = Array.isArray(list) ? list.length : 0
    if (+number < 1 || +number > count) report(holder, key, 'reference', count, placeholder)
  }
}
