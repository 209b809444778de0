import { computed, inject, onScopeDispose, shallowRef, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Form, FormState } from '../shared/create-form.ts'
import { valueAt, type FormValue } from '../shared/form-values.ts'
import { messagesAt } from '../shared/placed-issues.ts'

export const formKey: InjectionKey<Form> = Symbol('form')

export function useForm() {
  const form = inject(formKey)
  if (!form) throw new Error('No form was provided above this component.')
  const state = shallowRef(form.getState())
  onScopeDispose(form.subscribe(() => (state.value = form.getState())))
  return { form, state }
}

interface FormField<Value> {
  readonly form: Form
  readonly state: Readonly<ShallowRef<FormState>>
  readonly value: ComputedRef<Value>
  readonly messages: ComputedRef<readonly string[]>
  readonly set: (value: Value) => void
}

/** What stands at a JSON pointer of the form, and what is wrong with it. */
export function useField<Value extends FormValue>(path: () => string): FormField<Value> {
  const { form, state } = useForm()
  return {
    form,
    state,
    value: computed(() => valueAt(state.value.values, path()) as Value),
    messages: computed(() => messagesAt(state.value, path())),
    set: (value) => form.set(path(), value),
  }
}
