import type { OmniImageInput } from '@omni-image/core'
import type { Field } from '@omni-image/core/wire'
import { isInEffect } from './field-layout.ts'
import type { FormValue, FormValues } from './form-values.ts'
import type { Reference } from './reference.ts'

/** The request that the form stands for. Defaults and fields without effect are left out, as an app would do it. */
export function toInput(fields: readonly Field[], values: FormValues): OmniImageInput {
  return (toObject(fields, values) ?? {}) as unknown as OmniImageInput
}

function toObject(fields: readonly Field[], values: FormValues): Record<string, unknown> | undefined {
  const entries = fields
    .filter((field) => isInEffect(field, values))
    .map((field) => [field.key, toValue(field, values[field.key])] as const)
    .filter(([, value]) => value !== undefined)
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

function toValue(field: Field, value: FormValue): unknown {
  switch (field.kind) {
    case 'object':
      return toObject(field.fields ?? [], value as FormValues)
    case 'images':
    case 'ids':
    case 'list':
      return toItems(field, value as readonly FormValue[])
    case 'image':
      return (value as Reference | undefined)?.image
    default:
      // Required fields without a default are the SDK's to miss; a switch that was never touched says nothing.
      return value === '' || value === (field.default ?? (field.kind === 'boolean' ? false : undefined))
        ? undefined
        : value
  }
}

function toItems({ fields }: Field, items: readonly FormValue[]): unknown {
  if (items.length === 0) return undefined
  return fields ? items.map((item) => toObject(fields, item as FormValues) ?? {}) : items
}
