import type { Field } from '@omni-image/core/wire'
import type { FormState } from './create-form.ts'
import { itemsAt, type FormValue, type FormValues } from './form-values.ts'
import { messagesAt } from './placed-issues.ts'
import { placeholderWord } from './prompt-references.ts'

export interface Chip {
  readonly text: string
  /** What stands for it in a prompt. */
  readonly word: string | undefined
  readonly messages: readonly string[]
}

/** The items of a list of texts, or of objects with one text. */
export function toChips(field: Field, path: string, state: FormState): readonly Chip[] {
  const key = field.fields?.[0]?.key
  return itemsAt(state.values, path).map((item, index) => ({
    text: (key === undefined ? item : (item as FormValues)[key]) as string,
    word: placeholderWord(field.key, index),
    messages: messagesAt(state, `${path}/${index}`, true),
  }))
}

export function toChipItem({ fields }: Field, text: string): FormValue {
  const key = fields?.[0]?.key
  return key === undefined ? text : { [key]: text }
}
