import type { CountDescription } from '../wire/task-description.ts'
import { valueAt } from '../wire/value-at.ts'

/** How many images a request asks for, and so how many of the account's slots it takes. */
export function countImages({ by, assumed, fields, assumedCounts }: CountDescription, request: object): number {
  const word = valueAt(request, by)
  const kind = typeof word === 'string' && Object.hasOwn(fields, word) ? word : assumed
  const asked = valueAt(request, fields[kind] ?? [])
  return typeof asked === 'number' ? asked : (assumedCounts[kind] ?? 1)
}
