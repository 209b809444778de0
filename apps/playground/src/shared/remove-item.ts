import type { Form } from './create-form.ts'
import type { Field } from '@omni-image/core/wire'
import { itemsAt } from './form-values.ts'
import { focusPath } from './submit-form.ts'

/** Takes an item out of a field. Its button goes with it, so the focus moves to the next item, or to the field. */
export function removeItem(form: Form, { kind }: Field, path: string, index: number, button: HTMLElement): void {
  const root = button.closest('form')
  if (kind === 'image') form.set(path, undefined)
  else form.remove(path, index)
  const last = itemsAt(form.getState().values, path).length - 1
  const next = last < 0 ? path : `${path}/${Math.min(index, last)}`
  if (root) requestAnimationFrame(() => focusPath(root, next))
}
