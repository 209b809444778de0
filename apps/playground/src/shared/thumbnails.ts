import type { Field } from '@omni-image/core/wire'
import type { Form, FormState } from './create-form.ts'
import { placeFields, type PlacedField } from './field-layout.ts'
import { itemsAt, valueAt, type FormValues } from './form-values.ts'
import { messagesAt } from './placed-issues.ts'
import { placeholderWord } from './placeholder.ts'
import { describeReference, type Reference } from './reference.ts'

export interface Thumbnail {
  readonly reference: Reference
  readonly path: string
  readonly detail: string
  /** What stands for it in a prompt. */
  readonly word: string | undefined
  readonly messages: readonly string[]
  /** What else the spec asks of each picture. */
  readonly others: readonly PlacedField[]
}

export function toThumbnails(field: Field, path: string, state: FormState): readonly Thumbnail[] {
  if (field.kind === 'image') {
    const reference = valueAt(state.values, path) as Reference | undefined
    return reference ? [toThumbnail(reference, path, state, undefined, [])] : []
  }
  const { fields = [] } = field
  const key = fields.find(({ kind }) => kind === 'image')?.key ?? ''
  const others = fields.filter((other) => other.key !== key)
  return itemsAt(state.values, path).map((item, index) => {
    const place = `${path}/${index}`
    return toThumbnail(
      (item as FormValues)[key] as Reference,
      place,
      state,
      placeholderWord(field, index),
      placeFields(others, place),
    )
  })
}

function toThumbnail(
  reference: Reference,
  path: string,
  state: FormState,
  word: string | undefined,
  others: readonly PlacedField[],
): Thumbnail {
  const paths = new Set(others.map((other) => other.path))
  const own = { ...state, issues: state.issues.filter((issue) => !paths.has(issue.path)) }
  return { reference, path, detail: describeReference(reference), word, messages: messagesAt(own, path, true), others }
}

/** `3 of 10`, counting the lists that share the places; undefined where nothing limits them. */
export function toUsage({ combinedMax, maxItems, key }: Field, { values }: FormState): Usage | undefined {
  const max = combinedMax?.max ?? maxItems
  if (max === undefined) return undefined
  const used = [key, ...(combinedMax?.with ?? [])].reduce((sum, name) => sum + itemsAt(values, `/${name}`).length, 0)
  return { text: `${used} of ${max}`, isOver: used > max }
}

export interface Usage {
  readonly text: string
  readonly isOver: boolean
}

/** Takes a picture out of the form. */
export function removeThumbnail(form: Form, { kind }: Field, path: string, index: number): void {
  if (kind === 'image') form.set(path, undefined)
  else form.remove(path, index)
}

/** Notes the size of a decoded preview. */
export function measureThumbnail(form: Form, { id }: Reference, image: HTMLImageElement): void {
  form.measure(id, image.naturalWidth, image.naturalHeight)
}
