import { children, type Json, type Place, show } from '../spec.ts'
import type { Kind } from './change.ts'
import { type Comparison, type Direction, isEqual, type Pair, pairUp } from './comparison.ts'
import type { Branch } from './shape.ts'
import { code, list } from './wording.ts'

interface Context {
  readonly old: Branch
  readonly now: Branch
  readonly label: string
  readonly direction: Direction
}

type Judge = (comparison: Comparison, pair: Pair, context: Context) => void

/** Judges a keyword that restricts a value and says something else than before. */
export function diffRule(comparison: Comparison, keyword: string, pair: Pair, context: Context): void {
  const judge = judges[keyword]
  if (judge) return judge(comparison, pair, context)
  comparison.note('breaking', pair, `${code(context.label)}: nothing here can judge ${code(keyword)}. Look at it.`)
}

/** A rule that became stricter refuses what was taken before. In answers it only says better what always came. */
function kindOf(isStricter: boolean, direction: Direction): Kind {
  if (direction === 'response') return 'fix'
  return isStricter ? 'breaking' : 'feature'
}

function limit(bound: 'most' | 'least', unit: string): Judge {
  return (comparison, pair, { label, direction }) => {
    const [old, now] = [pair.before?.value as number | undefined, pair.after?.value as number | undefined]
    const isStricter = now !== undefined && (old === undefined || (bound === 'most' ? now < old : now > old))
    const limitText = (value: Json | undefined): string => `at ${bound} ${JSON.stringify(value)}${unit}`
    comparison.note(
      kindOf(isStricter, direction),
      pair,
      now === undefined
        ? `${code(label)} is no longer limited to ${limitText(old)}.`
        : `${code(label)} is ${limitText(now)}${old === undefined ? '; there was no such limit' : `, before ${old}`}.`,
    )
  }
}

/** A rule of which nobody can tell whether another one is stricter. */
function demand(says: (value: Json) => string): Judge {
  return (comparison, pair, { label, direction }) => {
    const { before, after } = pair
    const sentence = after ? `has to ${says(after.value)}` : `no longer has to ${says(before!.value)}`
    comparison.note(kindOf(after !== undefined, direction), pair, `${code(label)} ${sentence}.`)
  }
}

const judgeFormat: Judge = (comparison, pair, context) => {
  const formats = [pair.before?.value, pair.after?.value]
  if (formats.every((format) => format === undefined || format === 'int64')) {
    // Nothing is generated from int64: exact integers carry x-lossless.
    return comparison.note('docs', pair, `${code(context.label)} is described as ${code(formats[1] ?? 'integer')}.`)
  }
  demand((format) => `be a ${code(format)}`)(comparison, pair, context)
}

const isOpen = ({ rules }: Branch): boolean => rules.get('x-open-enum')?.value === true

const judgeEnum: Judge = (comparison, pair, { old, now, label, direction }) => {
  const { before, after } = pair
  if (!before || !after) {
    const sentence = after ? `can only be ${list(words(after))} now` : 'can be any text now'
    const isWider = after === undefined
    const kind = (direction === 'request') === isWider ? 'feature' : 'breaking'
    return comparison.note(kind, pair, `${code(label)} ${sentence}.`)
  }
  for (const [word, entry] of pairUp(byWord(before), byWord(after))) {
    if (entry.before && entry.after) continue
    const text = `${code(label)} ${entry.after ? 'can now be' : 'can no longer be'} ${code(word)}.`
    if (entry.after) {
      comparison.note(direction === 'request' || isOpen(old) ? 'feature' : 'breaking', entry, text)
    } else if (isOpen(now)) {
      comparison.note('fix', entry, `${code(label)} no longer suggests ${code(word)}, which is still accepted.`)
    } else {
      comparison.note('breaking', entry, text)
    }
  }
}

function words(place: Place): Json[] {
  return children(place).map(([, { value }]) => value)
}

function byWord(place: Place | undefined): [string, Place][] {
  return children(place).map(([, word]) => [show(word), word])
}

const judgeOpenEnum: Judge = (comparison, pair, { label, direction }) => {
  const isNow = pair.after !== undefined
  const sentence = isNow ? 'may hold words beyond the listed ones' : 'holds the listed words and no others'
  comparison.note(direction === 'request' && isNow ? 'feature' : 'breaking', pair, `${code(label)} ${sentence}.`)
}

const judgeLossless: Judge = (comparison, pair, { label, direction }) => {
  const isNow = pair.after !== undefined
  const sentence = isNow ? 'is now exact to 64 bits: a number, bigint or text' : 'is a plain number again'
  comparison.note(direction === 'request' && isNow ? 'feature' : 'breaking', pair, `${code(label)} ${sentence}.`)
}

/** An extension with one entry for each aspect; `isStricter` judges an aspect that differs. */
function aspects(
  isStricter: (aspect: string, before: Json | undefined, after: Json | undefined) => boolean,
  says: (aspect: string) => string,
): Judge {
  return (comparison, pair, { label, direction }) => {
    for (const [aspect, entry] of pairUp(children(pair.before), children(pair.after))) {
      const { before, after } = entry
      if (isEqual(entry) || isSameList(before?.value, after?.value)) continue
      const now = after ? `is ${code(after.value)}` : 'is gone'
      const was = before ? `, before ${code(before.value)}` : ''
      const kind = kindOf(isStricter(aspect, before?.value, after?.value), direction)
      comparison.note(kind, entry, `${says(aspect)} of ${code(label)} ${now}${was}.`)
    }
  }
}

function isSameList(before: Json | undefined, after: Json | undefined): boolean {
  return (
    Array.isArray(before) &&
    Array.isArray(after) &&
    new Set([...before, ...after]).size === new Set(before).size &&
    before.length === after.length
  )
}

/** Whether a list lost words, or a limit became tighter. */
const isTighterImage = (aspect: string, before: Json | undefined, after: Json | undefined): boolean => {
  if (after === undefined) return false
  if (before === undefined) return true
  if (Array.isArray(before) && Array.isArray(after)) return before.some((word) => !after.includes(word))
  return aspect.startsWith('max') ? Number(after) < Number(before) : Number(after) > Number(before)
}

const judgeTogether: Judge = (comparison, pair, { label, direction }) => {
  const [old, now] = [together(pair.before), together(pair.after)]
  const isStricter =
    now !== undefined && (!old || now.max < old.max || now.fields.some((field) => !old.fields.includes(field)))
  const limitText = ({ fields, max }: Together): string => `at most ${max} items in ${list(fields)} together`
  comparison.note(
    kindOf(isStricter, direction),
    pair,
    now
      ? `${code(label)} takes ${limitText(now)}${old ? `, before ${old.max} in ${list(old.fields)}` : ''}.`
      : `${code(label)} is no longer limited to ${limitText(old!)}.`,
  )
}

interface Together {
  readonly fields: readonly string[]
  readonly max: number
}

function together(place: Place | undefined): Together | undefined {
  return place && (place.value as unknown as Together)
}

/** The keywords that the generator knows, each with its verdict. The README has the policy in words. */
const judges: Readonly<Record<string, Judge>> = {
  minLength: limit('least', ' characters long'),
  maxLength: limit('most', ' characters long'),
  minimum: limit('least', ''),
  maximum: limit('most', ''),
  minItems: limit('least', ' items long'),
  maxItems: limit('most', ' items long'),
  pattern: demand((pattern) => `match ${code(pattern)}`),
  format: judgeFormat,
  enum: judgeEnum,
  'x-open-enum': judgeOpenEnum,
  'x-lossless': judgeLossless,
  'x-image': aspects(isTighterImage, (aspect) => `The file rule ${code(aspect)}`),
  'x-combined-max-items': judgeTogether,
  'x-references': aspects(
    (_aspect, before, after) => before !== undefined || after === undefined,
    (word) => `The list behind the placeholder ${code(word)}`,
  ),
  'x-pixels': (comparison, pair, { label }) =>
    comparison.note('fix', pair, `The pixels that belong to the words of ${code(label)} were corrected.`),
}
