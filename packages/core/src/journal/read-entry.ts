import type { JournalEntry, JournalState } from './task-journal.ts'

const states: readonly JournalState[] = ['submitting', 'accepted', 'succeed', 'failed']

/** The entry in stored text; undefined for what somebody else, a newer version or an accident has left there. */
export function parseEntry(text: string | null | undefined): JournalEntry | undefined {
  try {
    return readEntry(JSON.parse(text ?? 'null'))
  } catch {
    return undefined
  }
}

/** The same for a stored object. */
export function readEntry(value: unknown): JournalEntry | undefined {
  if (!isObject(value)) return undefined
  const { version, external_task_id, root, state, startedAt, prompt, options, task_id, task, sendingUntil } = value
  const isWhole =
    version === 1 &&
    states.includes(state as JournalState) &&
    [external_task_id, root, prompt].every((text) => typeof text === 'string') &&
    external_task_id !== '' &&
    Number.isFinite(startedAt) &&
    (sendingUntil === undefined || Number.isFinite(sendingUntil)) &&
    isObject(options) &&
    (typeof task_id === 'string' || state === 'submitting' || state === 'failed') &&
    (isObject(task) || (task === undefined && state !== 'succeed'))
  return isWhole ? (value as unknown as JournalEntry) : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
