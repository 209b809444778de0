import type { JournalEntry } from '@omni-image/core'
import type { Emulator } from '@omni-image/emulator'

/**
 * What must not be after a crash, in words: a billed task that the journal does not know or that came to no picture
 * there, and a prompt that was paid for twice.
 */
export function findForgotten(emulator: Emulator, entries: readonly JournalEntry[]): string[] {
  const known = new Map(entries.map((entry) => [entry.external_task_id, entry]))
  const paid = new Set<string>()
  return emulator.tasks().flatMap(({ task_id, task_info }) => {
    const entry = known.get(task_info?.external_task_id ?? '')
    if (!entry) return [`${task_id} was billed and forgotten`]
    if (paid.has(entry.prompt)) return [`${entry.prompt} was billed twice`]
    paid.add(entry.prompt)
    const url = entry.task?.task_result?.images?.[0]?.url
    if (entry.state !== 'succeed' || entry.task_id !== task_id || !url?.includes(task_id)) {
      return [`${entry.prompt} was billed and is ${entry.state}`]
    }
    return []
  })
}
