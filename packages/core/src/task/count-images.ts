import { omniImageCost } from '../wire/generated/tasks.ts'
import type { CostDescription, Keys } from '../wire/task-description.ts'

const { by, assumed, fields, assumedCounts }: CostDescription['count'] = omniImageCost.count

/** How many images a request asks for, and so how many of the account's slots it takes. */
export function countImages(request: object): number {
  const word = valueAt(request, by)
  const kind = typeof word === 'string' && Object.hasOwn(fields, word) ? word : assumed
  const asked = valueAt(request, fields[kind] ?? [])
  return typeof asked === 'number' ? asked : (assumedCounts[kind] ?? 1)
}

function valueAt(value: unknown, keys: Keys): unknown {
  return keys.reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], value)
}
