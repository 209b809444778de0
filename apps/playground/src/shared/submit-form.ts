import type { OmniImageInput, TaskSnapshot } from '@omni-image/core'
import type { Form } from './create-form.ts'
import { toInput } from './to-input.ts'

/** Sends what stands in the form; what the SDK finds wrong shows at its field, and the first of it gets the focus. */
export async function submitForm(
  form: Form,
  generate: (input: OmniImageInput) => Promise<TaskSnapshot>,
  element: HTMLElement | null,
): Promise<void> {
  form.showIssues([])
  const { error } = await generate(toInput(form.fields, form.getState().values))
  if (error?.code !== 'invalid-input') return
  form.showIssues(error.issues)
  const [first] = error.issues
  requestAnimationFrame(() => first && element && focusPath(element, first.path))
}

/** Puts the focus on the control at a JSON pointer, or on the nearest that it lies in. */
export function focusPath(root: HTMLElement, path: string): void {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = root.querySelector<HTMLElement>(`[data-path="${at}"]`)
    if (!place) continue
    const details = place.closest('details')
    if (details) details.open = true
    const control = place.matches(`${inputs}, button`) ? place : place.querySelector<HTMLElement>(inputs)
    ;(control ?? place.querySelector('button'))?.focus()
    return
  }
}

const inputs = 'input:not([type=radio]:not(:checked)), textarea, select'
