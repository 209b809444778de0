import type { InputIssue } from '../errors/input-error.ts'
import { describeIssue } from '../wire/describe-issue.ts'
import { parsePrompt, type PromptToken } from './parse-prompt.ts'
import { placeholderForm, placeholderWords, toPlaceholder, type PlaceholderWord } from './placeholder.ts'

/** How many items the lists beside a prompt have: `images` for `image_list`, `elements` for `element_list`. Default: 0. */
export type ReferenceCounts = { readonly [Word in PlaceholderWord as `${Word}s`]?: number | undefined }

/** A placeholder without an item: the request would be refused. */
export interface PromptIssue extends InputIssue {
  readonly start: number
  /** Exclusive. */
  readonly end: number
}

/** Something that is sent as it is and probably not meant so. */
export interface PromptWarning {
  /**
   * `malformed`: meant as a placeholder. `unknown`: a placeholder for nothing that the API knows. `repeated`: the same
   * one twice in a row. `notMentioned`: a reference that the prompt, which mentions others, leaves out.
   */
  readonly code: 'malformed' | 'unknown' | 'repeated' | 'notMentioned'
  readonly message: string
  /** For what is missing: the end of the text. */
  readonly start: number
  /** Exclusive. */
  readonly end: number
  /** What to write from `start` to `end` instead. */
  readonly suggestion?: string
}

/**
 * Holds the placeholders of a prompt against the references there are, with positions to underline. Issues are what
 * `generate` refuses; warnings are advice. Nothing else is checked, not even the length.
 *
 * @example
 * const { issues, warnings } = checkPrompt('put <<<image_1>>> on <<element_1>>', { images: 1, elements: 1 })
 */
export function checkPrompt(
  text: string,
  counts: ReferenceCounts = {},
): { readonly issues: readonly PromptIssue[]; readonly warnings: readonly PromptWarning[] } {
  const tokens = parsePrompt(text)
  const issues = tokens.flatMap((token) => toIssue(token, counts))
  const refused = new Set(issues.map(({ start }) => start))
  const warnings = tokens.flatMap((token, index) =>
    refused.has(token.start) ? [] : toWarning(token, tokens.slice(Math.max(0, index - 2), index)),
  )
  return { issues, warnings: [...warnings, ...warnOfMissing(text, tokens, counts)] }
}

function toIssue({ type, number, text, start, end }: PromptToken, counts: ReferenceCounts): PromptIssue[] {
  if (type === 'text' || type === 'unknown') return []
  const expected = counts[`${type}s`] ?? 0
  if (number! > 0 && number! <= expected) return []
  const issue = { path: '/prompt', code: 'reference', expected, received: placeholderForm.exec(text)![0] } as const
  return [{ ...issue, message: describeIssue(issue), start, end }]
}

function toWarning(token: PromptToken, before: readonly PromptToken[]): PromptWarning[] {
  const { start, end, problem, suggestion } = token
  if (problem && suggestion) return [{ code: 'malformed', message: problem, start, end, suggestion }]
  if (problem) return [{ code: 'unknown', message: problem, start, end }]
  const last = before.findLast(({ text }) => text.trim() !== '')
  if (token.type === 'text' || last?.text !== token.text) return []
  return [{ code: 'repeated', message: `${token.text} stands here twice.`, start, end, suggestion: '' }]
}

/** A prompt that mentions nothing goes for all of its references, and nobody has forgotten anything. */
function warnOfMissing(text: string, tokens: readonly PromptToken[], counts: ReferenceCounts): PromptWarning[] {
  const mentioned = new Set(tokens.filter(({ type }) => type !== 'text').map((token) => token.suggestion ?? token.text))
  if (mentioned.size === 0) return []
  const all = placeholderWords.flatMap((word) =>
    Array.from({ length: counts[`${word}s`] ?? 0 }, (_, index) => toPlaceholder(word, index + 1)),
  )
  return all
    .filter((placeholder) => !mentioned.has(placeholder))
    .map((suggestion) => {
      const message = `The prompt does not mention ${suggestion}.`
      return { code: 'notMentioned', message, start: text.length, end: text.length, suggestion }
    })
}
