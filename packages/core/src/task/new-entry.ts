import type { JournalEntry, JournalOptions } from '../journal/task-journal.ts'
import type { CheckedRequest } from '../request/to-request.ts'
import { omniImageRequestShape } from '../wire/generated/request-shape.ts'
import type { RequestShape } from '../wire/request-shape.ts'

const imageLists = Object.entries<RequestShape[string]>(omniImageRequestShape)
  .filter(([, { fields = {} }]) => Object.values(fields).some(({ kind }) => kind === 'image'))
  .map(([key]) => key)

/** What is no option, or too large; an address that callbacks go to may hold a secret. */
const leftOut = [...imageLists, 'prompt', 'external_task_id', 'callback_url']

let sharedText = '{}'
let shared: JournalOptions = {}

/** The entry for a request that is about to be sent: all that tells the task apart later, and no image. */
export function newEntry(request: CheckedRequest & { readonly external_task_id: string }, root: string): JournalEntry {
  const { prompt, external_task_id } = request
  const images = imageLists.reduce((sum, key) => sum + (request[key as 'image_list']?.length ?? 0), 0)
  return {
    version: 1,
    external_task_id,
    root,
    state: 'submitting',
    startedAt: Date.now(),
    prompt,
    options: optionsOf(request),
    ...(images > 0 && { images }),
  }
}

/** Integers that are too large for JSON become text. Task after task mostly asks for the same, and needs no new copy. */
function optionsOf(request: CheckedRequest): JournalOptions {
  const text = JSON.stringify(request, (key, value: unknown) => {
    return leftOut.includes(key) ? undefined : typeof value === 'bigint' ? `${value}` : value
  })
  if (text !== sharedText) shared = JSON.parse(text) as JournalOptions
  sharedText = text
  return shared
}
