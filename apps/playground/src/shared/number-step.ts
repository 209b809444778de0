import type { Field } from '@omni-image/core/wire'
/** A number, a word in its place, or nothing yet. */
export type NumberValue = number | string | undefined

/** What a press on − or + makes of a number; a word or nothing goes to the default first. */
export function toStep(
  { min = -Infinity, max = Infinity, default: start }: Field,
  value: NumberValue,
  by: 1 | -1,
): number {
  const base = typeof start === 'number' ? start : Number.isFinite(min) ? min : 0
  const next = typeof value === 'number' ? value + by : base
  return Math.min(max, Math.max(min, next))
}

/** An empty field is no number, not 0. */
export function toNumber(text: string): number | undefined {
  return text === '' ? undefined : Number(text)
}

/** Chooses a word in the place of the number, or takes it back. */
export function toggleWord(field: Field, value: NumberValue, word: string): NumberValue {
  if (value !== word) return word
  return typeof field.default === 'number' ? field.default : undefined
}
