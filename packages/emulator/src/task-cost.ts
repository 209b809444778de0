import { omniImageTask } from '@omni-image/core/wire'
import type { OmniImageRequest } from '@omni-image/core/wire'
import { integerBetween } from './random.ts'
import type { Random } from './random.ts'

export interface TaskCost {
  readonly imageCount: number
  readonly units: number
}

type Keys = readonly string[]

const fewestAuto = 2
const mostAuto = 9

/** How many images a request makes and what they cost. Where the API chooses the number, `random` does. */
export function costOf(request: OmniImageRequest, random: Random): TaskCost {
  const { count, price } = omniImageTask
  const kind = valueAt(request, count.by) ?? count.assumed
  const field: Keys = lookUp(count.fields, kind)
  const asked = valueAt(request, field) ?? lookUp<number>(count.assumedCounts, kind)
  const imageCount = typeof asked === 'number' ? asked : integerBetween(random, fewestAuto, mostAuto)
  return { imageCount, units: imageCount * lookUp<number>(price.units, valueAt(request, price.by) ?? price.assumed) }
}

function valueAt(value: unknown, keys: Keys): unknown {
  return keys.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: unknown): Value {
  const value = table[String(key)]
  if (value === undefined) throw new Error(`The spec says nothing of ${String(key)}`)
  return value
}
