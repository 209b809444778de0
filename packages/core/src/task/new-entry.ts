import { longestCreateMs } from '../client/longest-create-ms.ts'
import type { JournalEntry, JournalOptions } from '../journal/task-journal.ts'
import type { CheckedRequest } from '../request/to-request.ts'
import type { TaskDescription } from '../wire/task-description.ts'
import { isSameInput } from './is-same-input.ts'

let shared: JournalOptions = {}

/** The entry for a request that is about to be sent: all that tells the task apart later, and no image. */
export function newEntry(
  { submit, request: places, retentionMs, deadlineMs }: TaskDescription,
  request: CheckedRequest,
  external_task_id: string,
  root: string,
  timeoutMs = 0,
): JournalEntry {
  const { prompt } = request
  const images: unknown[] = places.images.flatMap((key) => request[key] ?? [])
  const startedAt = Date.now()
  // What is no option, or too large; an address that callbacks go to may hold a secret.
  const leftOut = [...places.images, 'prompt', places.externalId[0], places.callback?.[0]]
  return {
    version: 1,
    external_task_id,
    root,
    operation: submit,
    state: 'submitting',
    startedAt,
    sendingUntil: startedAt + Math.min(longestCreateMs(timeoutMs, sizeOf(images)), deadlineMs),
    retentionMs,
    prompt: typeof prompt === 'string' ? prompt : '',
    options: optionsOf(request, leftOut),
    ...(images.length > 0 && { images: images.length }),
  }
}

/** Of those that are sent along and not fetched by the API. */
function sizeOf(images: readonly unknown[]): number {
  const texts = images.flatMap((image) => Object.values(image ?? {}) as Partial<Blob>[])
  return texts.reduce((sum, text) => sum + (text?.size ?? 0), 0)
}

/** Integers that may be too large for JSON become text. Task after task mostly asks for the same, and needs no new copy. */
function optionsOf(request: CheckedRequest, leftOut: readonly unknown[]): JournalOptions {
  const kept = Object.fromEntries(Object.entries(request).filter(([key]) => !leftOut.includes(key)))
  const toKept = (key: string, value: unknown): unknown => {
    return leftOut.includes(key) ? undefined : typeof value === 'bigint' ? `${value}` : value
  }
  if (!isSameInput(kept, shared)) shared = JSON.parse(JSON.stringify(kept, toKept)) as JournalOptions
  return shared
}
