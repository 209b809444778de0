import type { JournalEntry } from '../journal/task-journal.ts'
import type { OmniImageInput } from '../request/input.ts'
import { mergePrompt } from '../request/merge-prompt.ts'
import { newEntry } from './new-entry.ts'

/** The words that a journal would have for an input, as far as one that nobody has checked allows. */
export function describeInput(input: OmniImageInput): Pick<JournalEntry, 'prompt' | 'options'> {
  try {
    const { prompt, options } = newEntry(mergePrompt(input) as Parameters<typeof newEntry>[0], '')
    return { prompt: typeof (prompt as unknown) === 'string' ? prompt : '', options }
  } catch {
    return { prompt: '', options: {} }
  }
}
