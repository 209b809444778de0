import { placeholderForm, placeholderWords, toPlaceholder, type PlaceholderWord } from './placeholder.ts'

/** A piece of a prompt. Positions count UTF-16 units, as `selectionStart` and editors do. */
export interface PromptToken {
  /** `unknown` looks like a placeholder and is none: the API reads it as words. */
  readonly type: 'text' | PlaceholderWord | 'unknown'
  readonly text: string
  readonly start: number
  /** Exclusive. */
  readonly end: number
  /** Of an image or element: its place in the list, from 1; 0 where somebody counted from 0. */
  readonly number?: number
  /** Why this does not do what it looks like, in a short sentence. */
  readonly problem?: string
  /** What could stand in its place. */
  readonly suggestion?: string
}

// All after the brackets may be missing, so nothing that was read is read again and the time is linear in the length.
const candidate = /(<+|@)(?: *([A-Za-z]+)[_\- ]?(\d*)(?: *(>+))?)?/g

/**
 * Cuts a prompt into text and placeholders, for editors that show references as chips. The pieces cover the whole text
 * in order. What was meant as a placeholder (`<<image_1>>`, `<<<Image 1>>>`, `@image1`) comes with what to write.
 *
 * @example
 * for (const { type, number, start, end } of parsePrompt(text)) if (type === 'image') showChip(number, start, end)
 */
export function parsePrompt(text: string): PromptToken[] {
  const tokens: PromptToken[] = []
  let at = 0
  const addText = (end: number): void => {
    if (end > at) tokens.push({ type: 'text', text: text.slice(at, end), start: at, end })
  }
  for (const match of text.matchAll(candidate)) {
    const reading = read(match)
    if (!reading) continue
    const start = match.index
    addText(start)
    at = start + match[0].length
    tokens.push({ ...reading, text: match[0], start, end: at })
  }
  addText(text.length)
  return tokens
}

type Reading = Pick<PromptToken, 'type' | 'number' | 'problem' | 'suggestion'>

function read(match: RegExpExecArray): Reading | undefined {
  const [found, , name = '', digits] = match
  const isPlaceholder = placeholderForm.test(found)
  const word = placeholderWords.find((known) => known === name.toLowerCase())
  const number = Number(digits || 1)
  if (!word) return isPlaceholder || isBracketed(match) ? unknownWord(number) : undefined
  if (!isPlaceholder && !isMeant(match)) return undefined
  if (number > 999_999_999) return { type: 'unknown', problem: 'No list has so many items.' }
  const suggestion = toPlaceholder(word, Math.max(1, number))
  const reading = isPlaceholder ? { type: word, number } : { type: 'unknown' as const }
  if (found === suggestion) return reading
  const problem = `${number === 0 ? 'Numbers start at 1: write' : 'Write'} ${suggestion}.`
  return { ...reading, problem, suggestion }
}

function unknownWord(number: number): Reading {
  const examples = placeholderWords.map((word) => toPlaceholder(word, Math.max(1, number)))
  return { type: 'unknown', problem: `The API knows no such word: write ${examples.join(' or ')}.` }
}

/** Two brackets on each side are hardly an accident. */
function isBracketed([, open = '', , digits, close = '']: RegExpExecArray): boolean {
  return open.length > 1 && close.length > 1 && Boolean(digits)
}

/** Tells a slip of the pen from words that only look alike, such as an address or a comparison. */
function isMeant({ 0: found, 1: open = '', 3: digits, 4: close = '', index, input }: RegExpExecArray): boolean {
  if (open === '@') {
    const around = (input[index - 1] ?? '') + (input[index + found.length] ?? '')
    return /^@[a-z]+[_-]?\d+$/i.test(found) && !/\w/.test(around)
  }
  if (!digits) return open.length > 1 && close.length > 1
  return open.length > 1 || close.length > 0
}
