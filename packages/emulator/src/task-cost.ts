import { omniImageCost, omniImageFields } from '@omni-image/core/wire'
import type { Field, OmniImageRequest } from '@omni-image/core/wire'
import { integerBetween } from './random.ts'
import type { Random } from './random.ts'

export interface TaskCost {
  readonly imageCount: number
  readonly units: number
}

type Keys = readonly string[]

/** How many images a request makes and what they cost. Where the API chooses the number, `random` does. */
export function costOf(request: OmniImageRequest, random: Random): TaskCost {
  const { count, price } = omniImageCost
  const kind = valueAt(request, count.by) ?? count.assumed
  const field: Keys = lookUp(count.fields, kind)
  const asked = valueAt(request, field) ?? lookUp<number>(count.assumedCounts, kind)
  const imageCount = typeof asked === 'number' ? asked : anyCount(field, random)
  return { imageCount, units: imageCount * lookUp<number>(price.units, valueAt(request, price.by) ?? price.assumed) }
}

/** A number between the limits of the field that left it open. */
function anyCount([key]: Keys, random: Random): number {
  const field: Field | undefined = omniImageFields.find((one) => one.key === key)
  return integerBetween(random, field?.min ?? 1, field?.max ?? 1)
}

function valueAt(value: unknown, keys: Keys): unknown {
  return keys.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
}

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: unknown): Value {
  const value = table[String(key)]
  if (value === undefined) throw new Error(`The spec says nothing of ${String(key)}`)
  return value
}
