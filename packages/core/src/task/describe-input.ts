import type { JournalEntry } from '../journal/task-journal.ts'
import { draftRequest } from '../request/to-request.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import { valueAt } from '../wire/value-at.ts'
import { isSameInput } from './is-same-input.ts'
import { newEntry } from './new-entry.ts'

/** What a journal keeps of a request. */
export interface Described extends Pick<JournalEntry, 'prompt' | 'options'> {
  readonly images?: number | undefined
}

/** The words that a journal would have for an input, as far as one that nobody has checked allows. */
export function describeInput(endpoint: AnyEndpoint, input: unknown): Described {
  try {
    const { prompt, options, images } = newEntry(endpoint.tasks, draftRequest(endpoint, input), '', '')
    return { prompt, options, images }
  } catch {
    return { prompt: '', options: {} }
  }
}

/** Whether two requests ask for the same, as far as a journal knows: of images it keeps no more than their number. */
export function isSameRequest(one: Described, other: Described): boolean {
  return one.prompt === other.prompt && one.images === other.images && isSameInput(one.options, other.options)
}

/** Whether an input asks for what an entry tells of. */
export function isInputOf(endpoint: AnyEndpoint, input: unknown, entry: Described & { readonly key: string }): boolean {
  const own = valueAt(input, endpoint.tasks.request.externalId)
  return (!own || own === entry.key) && isSameRequest(describeInput(endpoint, input), entry)
}
