import { createContext, use, useSyncExternalStore, type Context } from 'react'
import type { Form, FormState } from '../shared/create-form.ts'
import { valueAt, type FormValue } from '../shared/form-values.ts'
import { messagesAt } from '../shared/placed-issues.ts'

export const FormContext: Context<Form | undefined> = createContext<Form | undefined>(undefined)

export function useForm(): { readonly form: Form; readonly state: FormState } {
  const form = use(FormContext)
  if (!form) throw new Error('There is no FormContext above this component.')
  return { form, state: useSyncExternalStore(form.subscribe, form.getState) }
}

interface FormField<Value> {
  readonly form: Form
  readonly state: FormState
  readonly value: Value
  readonly messages: readonly string[]
  readonly set: (value: Value) => void
}

/** What stands at a JSON pointer of the form, and what is wrong with it. */
export function useField<Value extends FormValue>(path: string): FormField<Value> {
  const { form, state } = useForm()
  return {
    form,
    state,
    value: valueAt(state.values, path) as Value,
    messages: messagesAt(state, path),
    set: (value) => form.set(path, value),
  }
}
