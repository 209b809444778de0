import type { JournalEntry, JournalOptions } from '../journal/task-journal.ts'
import type { CheckedRequest } from '../request/to-request.ts'
import type { TaskDescription } from '../wire/task-description.ts'

let sharedText = '{}'
let shared: JournalOptions = {}

/** The entry for a request that is about to be sent: all that tells the task apart later, and no image. */
export function newEntry(
  { submit, request: places, retentionMs }: TaskDescription,
  request: CheckedRequest,
  external_task_id: string,
  root: string,
): JournalEntry {
  const { prompt } = request
  const images = places.images.flatMap((key) => request[key] ?? []).length
  // What is no option, or too large; an address that callbacks go to may hold a secret.
  const leftOut = [...places.images, 'prompt', places.externalId[0], places.callback?.[0]]
  return {
    version: 1,
    external_task_id,
    root,
    operation: submit,
    state: 'submitting',
    startedAt: Date.now(),
    retentionMs,
    prompt: typeof prompt === 'string' ? prompt : '',
    options: optionsOf(request, leftOut),
    ...(images > 0 && { images }),
  }
}

/** Integers that are too large for JSON become text. Task after task mostly asks for the same, and needs no new copy. */
function optionsOf(request: CheckedRequest, leftOut: readonly unknown[]): JournalOptions {
  const text = JSON.stringify(request, (key, value: unknown) => {
    return leftOut.includes(key) ? undefined : typeof value === 'bigint' ? `${value}` : value
  })
  if (text !== sharedText) shared = JSON.parse(text) as JournalOptions
  sharedText = text
  return shared
}
