import type { Field } from '@omni-image/core/wire'
import { initialValues, type FormValues } from './form-values.ts'

const key = 'omni-image-playground-form'

/**
 * Keeps what was changed in the form while the page is loaded anew, for `takeKeptValues`. What was left as it was may
 * have another default then. Pictures cannot be kept.
 */
export function keepValues(fields: readonly Field[], values: FormValues): void {
  const fresh = initialValues(fields)
  const kept = fields
    .filter((field) => !holdsPicture(field))
    .map(({ key: name }) => [name, values[name]] as const)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(fresh[name]))
  sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(kept)))
}

/** What was kept, once, as far as the fields are still of the same make; with what the others begin with. */
export function takeKeptValues(fields: readonly Field[]): FormValues {
  const fresh = initialValues(fields)
  const text = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  if (text === null) return fresh
  const kept = Object.entries(JSON.parse(text) as FormValues).filter(
    ([name, value]) => Object.hasOwn(fresh, name) && makeOf(fresh[name]) === makeOf(value),
  )
  return { ...fresh, ...Object.fromEntries(kept) }
}

function holdsPicture({ kind, fields = [] }: Field): boolean {
  return kind === 'image' || kind === 'images' || fields.some(holdsPicture)
}

function makeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  // An object of other fields is another one.
  return typeof value === 'object' && value !== null ? Object.keys(value).join() : typeof value
}
