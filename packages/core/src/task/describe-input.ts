import type { JournalEntry } from '../journal/task-journal.ts'
import { mergePrompt } from '../request/merge-prompt.ts'
import type { CheckedRequest } from '../request/to-request.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import { newEntry } from './new-entry.ts'

/** The words that a journal would have for an input, as far as one that nobody has checked allows. */
export function describeInput({ tasks, shape }: AnyEndpoint, input: unknown): Pick<JournalEntry, 'prompt' | 'options'> {
  try {
    return newEntry(tasks, mergePrompt(shape, input) as CheckedRequest, '', '')
  } catch {
    return { prompt: '', options: {} }
  }
}
