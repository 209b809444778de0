import { checkPrompt, parsePrompt, type PromptWarning } from '@omni-image/core'
import type { FormState } from './create-form.ts'
import { valueAt } from './form-values.ts'
import { toFriendlyIssue } from './friendly-issue.ts'
import { countReferences, promptPath } from './prompt-references.ts'

/** Something to know about the placeholders of a prompt while it is being written. */
export interface PromptNote {
  readonly text: string
  /** `bad` would be refused, `doubtful` is sent and hardly meant so, `hint` is how things are. */
  readonly tone: 'bad' | 'doubtful' | 'hint'
  readonly edit?: PromptEdit
}

/** What one press puts right. */
interface PromptEdit {
  readonly label: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Nothing for other fields, and nothing that stands among `messages` already. */
export function toPromptNotes(path: string, { values }: FormState, messages: readonly string[]): readonly PromptNote[] {
  if (path !== promptPath) return []
  const prompt = valueAt(values, path) as string
  const counts = countReferences(values)
  const { issues, warnings } = checkPrompt(prompt, counts)
  const notes: readonly PromptNote[] = [
    ...issues.map((issue) => ({ text: toFriendlyIssue(issue), tone: 'bad' as const })),
    ...warnings.filter(({ code }) => code !== 'notMentioned').map((warning) => toNote(prompt, warning)),
    ...toMissing(prompt, warnings),
  ]
  if (notes.length === 0 && Object.values(counts).some((count) => count > 0)) return [toHint(prompt)]
  return unique(notes).filter(({ text }) => !messages.includes(text))
}

function toNote(prompt: string, { code, message, start, end, suggestion }: PromptWarning): PromptNote {
  const text = code === 'repeated' ? message : `${prompt.slice(start, end)} does nothing. ${message}`
  if (suggestion === undefined) return { text, tone: 'doubtful' }
  return { text, tone: 'doubtful', edit: { label: suggestion ? 'Replace' : 'Remove', start, end, text: suggestion } }
}

/** All that were left out in one line. */
function toMissing(prompt: string, warnings: readonly PromptWarning[]): readonly PromptNote[] {
  const missing = warnings.filter(({ code }) => code === 'notMentioned').map(({ suggestion }) => suggestion)
  if (missing.length === 0) return []
  const end = prompt.length
  const text = `${/\s$/.test(prompt) ? '' : ' '}${missing.join(' ')}`
  const edit = { label: 'Add', start: end, end, text }
  return [{ text: `Not mentioned: ${missing.join(', ')}.`, tone: 'doubtful', edit }]
}

function toHint(prompt: string): PromptNote {
  const mentions = parsePrompt(prompt).some(({ type }) => type !== 'text')
  const text = mentions ? 'All references are mentioned.' : 'Goes for all references. Press a chip to mention one.'
  return { text, tone: 'hint' }
}

/** The same slip in two places reads the same; one press mends the first. */
function unique(notes: readonly PromptNote[]): readonly PromptNote[] {
  return notes.filter(({ text }, index) => notes.findIndex((note) => note.text === text) === index)
}
