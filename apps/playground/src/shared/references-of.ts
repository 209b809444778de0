import type { Field } from '@omni-image/core/wire'
import type { FormValue, FormValues } from './form-values.ts'
import type { Reference } from './reference.ts'

export interface PlacedReference {
  readonly reference: Reference
  readonly path: string
}

/** Every picture in the form with its JSON pointer, in order. */
export function toReferences(fields: readonly Field[], values: FormValues, parent = ''): readonly PlacedReference[] {
  return fields.flatMap((field) => inField(field, values[field.key], `${parent}/${field.key}`))
}

function inField({ kind, fields = [] }: Field, value: FormValue, path: string): readonly PlacedReference[] {
  if (value === undefined) return []
  if (kind === 'image') return [{ reference: value as Reference, path }]
  if (kind === 'object') return toReferences(fields, value as FormValues, path)
  if (kind !== 'images' && kind !== 'list') return []
  return (value as readonly FormValue[]).flatMap((item, index) =>
    typeof item === 'object' ? toReferences(fields, item as FormValues, `${path}/${index}`) : [],
  )
}
