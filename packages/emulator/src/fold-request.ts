import type { Field, FieldShape, RequestShape } from '@omni-image/core/wire'

type Values = Record<string, unknown>

/**
 * Reads a request as leniently as the API does: words count in any case, an empty optional text counts as unset.
 * Returns a copy; what is wrong stays as it is, for the validator to find.
 */
export function foldRequest(request: Values, shape: RequestShape, fields: readonly Field[]): Values {
  const optional = new Set(fields.filter((field) => !field.required).map((field) => field.key))
  const kept = Object.entries(request).filter(([key, value]) => !(value === '' && optional.has(key)))
  return foldWords(Object.fromEntries(kept), shape)
}

function foldWords(values: Values, shape: RequestShape): Values {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, foldValue(value, shape[key])]))
}

function foldValue(value: unknown, field: FieldShape | undefined): unknown {
  if (!field) return value
  if (typeof value === 'string') return field.words?.find((word) => word.toLowerCase() === value.toLowerCase()) ?? value
  const inner = field.fields
  if (!inner) return value
  if (Array.isArray(value)) return value.map((item) => (isValues(item) ? foldWords(item, inner) : item))
  return isValues(value) ? foldWords(value, inner) : value
}

export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
