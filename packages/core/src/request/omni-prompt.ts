import { inputError } from '../errors/input-error.ts'
import { omniImageRequestShape } from '../wire/generated/request-shape.ts'
import type { ElementId, ElementItem, ImageItem, OmniPrompt, ReferenceImage } from './input.ts'
import { identify } from './merge-prompt.ts'
import {
  placeholderForm,
  placeholderWords,
  referenceLists,
  toPlaceholder,
  type PlaceholderWord,
} from './placeholder.ts'

/** What may stand between the words of a prompt. A list is joined with commas. */
export type PromptPart = string | number | ImageItem | ElementItem | OmniPrompt | readonly PromptPart[]

/** The references of one prompt: each once, in the order of its first use. */
type Taken = Readonly<Record<PlaceholderWord, Map<unknown, object>>>

/**
 * Writes a prompt and numbers its references in order of first use. The same object, text or id twice is one reference.
 * Text, numbers and what users typed are taken as they are; another `omniPrompt` is taken in and numbered anew. The
 * result is a whole input, or the `prompt` of one: the items of its own lists then come after these. Throws an
 * `InputError` for anything else, such as `undefined`; images and ids are checked when they are sent.
 *
 * @example
 * const prompt = omniPrompt`put ${image(hat)} on ${element('829836802793406551')}`
 * await client.generate({ prompt, resolution: '2k' })
 */
export function omniPrompt(texts: TemplateStringsArray, ...parts: readonly PromptPart[]): OmniPrompt {
  const taken = Object.fromEntries(placeholderWords.map((word) => [word, new Map()])) as Taken
  const prompt = texts
    .map((text: string | undefined, index) => {
      if (text === undefined)
        throw inputError('/prompt', 'format', 'a \\ in the prompt starts no character; write \\\\')
      return index < parts.length ? text + write(parts[index], taken, index + 1) : text
    })
    .join('')
  const lists = placeholderWords
    .filter((word) => taken[word].size > 0)
    .map((word) => [referenceLists[word], Object.freeze([...taken[word].values()])])
  return Object.freeze({ prompt, ...Object.fromEntries(lists) }) as OmniPrompt
}

/**
 * A reference image for `omniPrompt`, also an item for `image_list`. May be used in any number of prompts.
 *
 * @example
 * omniPrompt`a portrait in the style of ${image(file)}`
 */
export function image(image: ReferenceImage): ImageItem {
  return Object.freeze({ image })
}

/**
 * An entry of the element library for `omniPrompt`, also an item for `element_list`. Give long ids as a string or a
 * bigint: a number that is not exact is refused when it is sent.
 *
 * @example
 * omniPrompt`${element('829836802793406551')} in front of a lighthouse`
 */
export function element(id: ElementId): ElementItem {
  const isExact = typeof id === 'string' ? /^-?\d{1,19}$/.test(id) : typeof id === 'bigint' || Number.isSafeInteger(id)
  return Object.freeze({ element_id: isExact ? `${BigInt(id)}` : id })
}

function write(part: unknown, taken: Taken, position: number): string {
  if (typeof part === 'string' || Number.isFinite(part)) return `${part as string | number}`
  if (Array.isArray(part)) return part.map((item) => write(item, taken, position)).join(', ')
  if (isPrompt(part)) return takeIn(part, taken)
  const word = wordOf(part)
  if (word) return take(word, part as object, taken)
  throw inputError(
    '/prompt',
    'type',
    `value ${position} of the prompt is of type ${nameOf(part)}; give text, a number, image(…), element(…), an omniPrompt or a list of these`,
  )
}

/** What a caller has mixed up, never its content. */
function nameOf(part: unknown): string {
  if (typeof part === 'object' && part) return Object.prototype.toString.call(part).slice(8, -1)
  return typeof part === 'number' || part === null ? `${part}` : typeof part
}

function isPrompt(part: unknown): part is OmniPrompt {
  return typeof (part as OmniPrompt | null | undefined)?.prompt === 'string'
}

/** The word for an item of a list: it has the one field that items of that list have. */
function wordOf(part: unknown): PlaceholderWord | undefined {
  const [key, ...others] = typeof part === 'object' && part ? Object.keys(part) : []
  if (key === undefined || others.length > 0) return undefined
  return placeholderWords.find((word) => Object.hasOwn(omniImageRequestShape[referenceLists[word]].fields, key))
}

function take(word: PlaceholderWord, item: object, taken: Taken): string {
  const items = taken[word]
  const key = identify(item)
  if (!items.has(key)) items.set(key, Object.freeze({ ...item }))
  return toPlaceholder(word, [...items.keys()].indexOf(key) + 1)
}

/** What a prompt in a prompt refers to stays what it refers to; placeholders without an item stay as they are. */
function takeIn(prompt: OmniPrompt, taken: Taken): string {
  const placeholders = new Map<string, string[]>(
    placeholderWords.map((word) => [word, (prompt[referenceLists[word]] ?? []).map((item) => take(word, item, taken))]),
  )
  return prompt.prompt.replaceAll(
    new RegExp(placeholderForm, 'g'),
    (text, word: string, digits: string) => placeholders.get(word)?.[Number(digits) - 1] ?? text,
  )
}
