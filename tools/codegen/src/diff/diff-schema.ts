import { children, type Place } from '../spec.ts'
import { type Comparison, type Direction, isEqual, isEqualValue, pairUp } from './comparison.ts'
import { diffFields } from './diff-fields.ts'
import { diffNotes } from './diff-notes.ts'
import { diffRule } from './diff-rules.ts'
import { type Branch, readShape, type Shape } from './shape.ts'
import { code, typeName } from './wording.ts'

/** Compares two schemas that both are there. `label` is how a user would call the value. */
export function diffSchema(
  comparison: Comparison,
  before: Place,
  after: Place,
  label: string,
  direction: Direction,
): void {
  const key = `${direction} ${before.pointer} ${after.pointer}`
  if (comparison.seen.has(key)) return
  comparison.seen.add(key)
  const old = readShape(comparison.released, before)
  const now = readShape(comparison.current, after)
  const name = noteName(comparison, old, now) ?? label
  diffNotes(comparison, { old, now, label: name, direction })
  diffNull(comparison, { before, after }, old, now, name, direction)
  diffBranches(comparison, old.branches, now.branches, name, direction)
}

interface Named {
  readonly name: string | undefined
}

/** The name to call the value by, if it has one; the same schema under another name is a renamed one. */
function noteName(comparison: Comparison, { name: old }: Named, { name: now }: Named): string | undefined {
  if (old !== undefined && now !== undefined && old !== now) {
    const [released, current] = [schemaNames(comparison.released.root), schemaNames(comparison.current.root)]
    if (!current.has(old) && !released.has(now)) comparison.renamed.set(old, now)
  }
  if (now !== undefined) comparison.reached.add(now)
  return now ?? old
}

export function schemaNames(root: Place): Map<string, Place> {
  const components = children(root).find(([key]) => key === 'components')?.[1]
  return new Map(children(children(components).find(([key]) => key === 'schemas')?.[1]))
}

function diffNull(
  comparison: Comparison,
  { before, after }: { before: Place; after: Place },
  old: Shape,
  now: Shape,
  label: string,
  direction: Direction,
): void {
  if (!old.nullable === !now.nullable) return
  const place = { before: old.nullable ?? before, after: now.nullable ?? after }
  const kind = (direction === 'request') === (now.nullable !== undefined) ? 'feature' : 'breaking'
  comparison.note(kind, place, `${code(label)} can ${now.nullable ? 'now' : 'no longer'} be null.`)
}

function diffBranches(
  comparison: Comparison,
  old: readonly Branch[],
  now: readonly Branch[],
  label: string,
  direction: Direction,
): void {
  const [first, second] = [old[0], now[0]]
  if (first && second && old.length === 1 && now.length === 1) {
    return diffBranch(comparison, first, second, label, direction)
  }
  const left = [...now]
  const take = (fits: (branch: Branch) => boolean): Branch | undefined => {
    const index = left.findIndex(fits)
    return index < 0 ? undefined : left.splice(index, 1)[0]
  }
  const alike = old.map((branch) => take((other) => isAlike(branch, other)))
  const partners = old.map((branch, index) => alike[index] ?? take((other) => other.type === branch.type))
  for (const [index, branch] of old.entries()) {
    const partner = partners[index]
    if (partner) diffBranch(comparison, branch, partner, label, direction)
    else
      comparison.note(
        'breaking',
        { before: branch.place, after: undefined },
        `${code(label)} can no longer be ${typeName(branch.type)}.`,
      )
  }
  for (const branch of left) {
    const kind = direction === 'request' ? 'feature' : 'breaking'
    const sentence = `${code(label)} can now also be ${typeName(branch.type)}.`
    comparison.note(kind, { before: undefined, after: branch.place }, sentence)
  }
}

function isAlike(one: Branch, other: Branch): boolean {
  return (
    one.type === other.type &&
    pairUp(one.rules, other.rules).every(([, { before, after }]) => isEqualValue(before?.value, after?.value))
  )
}

function diffBranch(comparison: Comparison, old: Branch, now: Branch, around: string, direction: Direction): void {
  const label = noteName(comparison, old, now) ?? around
  if (old.type !== now.type && !isFiner(comparison, old, now, label, direction)) return
  for (const [key, pair] of pairUp(old.rules, now.rules)) {
    if (key === 'properties' || key === 'required' || key === 'type') continue
    if (key === 'items' && pair.before && pair.after) {
      diffSchema(comparison, pair.before, pair.after, `${label}[]`, direction)
    } else if (!isEqual(pair)) {
      diffRule(comparison, key, pair, { old, now, label, direction })
    }
  }
  for (const [key, { before, after }] of diffFields(comparison, old, now, label, direction)) {
    diffSchema(comparison, before, after, `${label}.${key}`, direction)
  }
}

/** Tells of another type; true if its rules can still be compared, as those of a whole number and of any number. */
function isFiner(comparison: Comparison, old: Branch, now: Branch, label: string, direction: Direction): boolean {
  const isWider = old.type === 'integer' && now.type === 'number'
  const isNumeric = isWider || (old.type === 'number' && now.type === 'integer')
  comparison.note(
    isNumeric && isWider === (direction === 'request') ? 'feature' : 'breaking',
    { before: old.place, after: now.place },
    `${code(label)} is ${typeName(now.type)}, and no longer ${typeName(old.type)}.`,
  )
  return isNumeric
}
