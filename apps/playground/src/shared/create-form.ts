import type { InputIssue } from '@omni-image/core'
import type { Field } from '@omni-image/core/wire'
import { toLayout, type PlacedField } from './field-layout.ts'
import { initialValues, itemsAt, withValueAt, type FormValue, type FormValues } from './form-values.ts'
import { createReference, releaseReference, type Reference } from './reference.ts'
import { toReferences } from './references-of.ts'

export interface FormState {
  readonly values: FormValues
  /** What the SDK found wrong with the last request, less what has been changed since. */
  readonly issues: readonly InputIssue[]
}

/** What stands in the form, for both frameworks: switching between them keeps it. Paths are JSON pointers. */
export interface Form {
  readonly fields: readonly Field[]
  readonly getState: () => FormState
  readonly subscribe: (listener: () => void) => () => void
  readonly set: (path: string, value: FormValue) => void
  /** Appends to a list. */
  readonly add: (path: string, ...items: readonly FormValue[]) => void
  /** Takes an item out of a list. */
  readonly remove: (path: string, index: number) => void
  /** Puts pictures into a field; without one, into the first that takes pictures. */
  readonly addImages: (images: readonly (File | string)[], place?: PlacedField) => void
  /** Notes the size of a picture once its preview was decoded. */
  readonly measure: (id: number, widthPixels: number, heightPixels: number) => void
  readonly showIssues: (issues: readonly InputIssue[]) => void
}

export function createForm(fields: readonly Field[]): Form {
  const firstPicturePlace = toLayout(fields).main.find(({ field }) => field.kind === 'images' || field.kind === 'image')
  const listeners = new Set<() => void>()
  let state: FormState = { values: initialValues(fields), issues: [] }

  function update(next: FormState): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  function set(path: string, value: FormValue): void {
    const before = toReferences(fields, state.values)
    const issues = state.issues.filter((issue) => rootOf(issue.path) !== rootOf(path))
    update({ values: withValueAt(state.values, path, value), issues })
    const kept = new Set(toReferences(fields, state.values).map(({ reference }) => reference.id))
    for (const { reference } of before) if (!kept.has(reference.id)) releaseReference(reference)
  }

  const add: Form['add'] = (path, ...items) => set(path, [...itemsAt(state.values, path), ...items])

  return {
    fields,
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    set,
    add,
    remove: (path, index) => set(path, itemsAt(state.values, path).toSpliced(index, 1)),
    addImages: (images, place = firstPicturePlace) => {
      if (!place || images.length === 0) return
      const references = images.map(createReference)
      if (place.field.kind === 'image') set(place.path, references.at(-1))
      else add(place.path, ...references.map((reference) => toItem(place.field, reference)))
    },
    measure: (id, widthPixels, heightPixels) => {
      const placed = toReferences(fields, state.values).find(({ reference }) => reference.id === id)
      if (!placed || placed.reference.widthPixels === widthPixels) return
      const measured: Reference = { ...placed.reference, widthPixels, heightPixels }
      update({ ...state, values: withValueAt(state.values, placed.path, measured) })
    },
    showIssues: (issues) => update({ ...state, issues }),
  }
}

/** An item of a list of pictures: the picture, and whatever else the spec asks of each. */
function toItem({ fields = [] }: Field, reference: Reference): FormValues {
  const key = fields.find(({ kind }) => kind === 'image')?.key
  return { ...initialValues(fields), ...(key !== undefined && { [key]: reference }) }
}

function rootOf(path: string): string | undefined {
  return path.split('/')[1]
}
