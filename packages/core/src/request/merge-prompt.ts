import type { RequestShape } from '../wire/request-shape.ts'

type Fields = Record<string, unknown>

/**
 * Unpacks a prompt that brings references. They come first, so that its numbers hold; what is given beside it follows,
 * except for what the prompt has brought already.
 */
export function mergePrompt(shape: RequestShape, input: unknown): unknown {
  const given = input as Fields | undefined
  const own = given?.['prompt'] as Fields | undefined
  if (typeof own?.['prompt'] !== 'string') return given
  const merged: Fields = { ...given, prompt: own['prompt'] }
  for (const key of Object.values(shape['prompt']?.references ?? {})) {
    const items = toList(own[key])
    const known = items.map(identify)
    merged[key] = [...items, ...toList(given![key]).filter((item) => !known.includes(identify(item)))]
  }
  return merged
}

/** What is no list becomes an item, for the validator to refuse. */
function toList(value: unknown): unknown[] {
  return [value || []].flat()
}

/** What two items of a list have in common that stand for the same: the object itself, or its text, or its digits. */
export function identify(item: unknown): unknown {
  const [value] = Object.values(item ?? {}) as (object | string | undefined)[]
  return typeof value === 'object' ? value : `${value}`
}
