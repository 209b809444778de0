import type { Field } from '@omni-image/core/wire'
import type { Form, FormState } from './create-form.ts'
import { placeFields, type PlacedField } from './field-layout.ts'
import { itemsAt, valueAt, type FormValues } from './form-values.ts'
import { canFix } from './fix-reference.ts'
import { toImageFacts } from './image-facts.ts'
import { messagesAt } from './placed-issues.ts'
import { placeholderWord } from './prompt-references.ts'
import type { Reference } from './reference.ts'
import { focusPath } from './submit-form.ts'
import { toVerdict, type Verdict } from './verdict.ts'

export interface Thumbnail {
  readonly reference: Reference
  readonly path: string
  /** Format and size. */
  readonly facts: string
  /** What stands for it in a prompt. */
  readonly word: string | undefined
  readonly verdict: Verdict
  /** Whether a press can mend it. */
  readonly canFix: boolean
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
      placeholderWord(field.key, index),
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
  return {
    reference,
    path,
    facts: toImageFacts(reference),
    word,
    verdict: toVerdict(reference, messagesAt(own, path, true)),
    canFix: canFix(reference),
    others,
  }
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

/** Notes the size of a decoded preview, which is shown from now on: until then browsers draw a broken picture. */
export function measureThumbnail(form: Form, { id }: Reference, image: HTMLImageElement): void {
  image.dataset['loaded'] = ''
  form.measure(id, image.naturalWidth, image.naturalHeight)
}

/** Mends a picture. The button goes away with the problem, so the focus moves on within the thumbnail. */
export async function fixThumbnail(form: Form, { reference, path }: Thumbnail, button: HTMLElement): Promise<void> {
  const root = button.closest('form')
  await form.fix(reference.id)
  const isLeftBehind = document.activeElement === button || document.activeElement === document.body
  if (root && isLeftBehind) requestAnimationFrame(() => focusPath(root, path))
}
