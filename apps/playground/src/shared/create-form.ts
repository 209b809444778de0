import type { InputIssue } from '@omni-image/core'
import type { Field } from '@omni-image/core/wire'
import { toLayout, type PlacedField } from './field-layout.ts'
import { initialValues, itemsAt, withValueAt, type FormValue, type FormValues } from './form-values.ts'
import { dependsOnLists, promptPath, promptWithout } from './prompt-references.ts'
import { createReference, type Reference } from './reference.ts'
import { toReferences } from './references-of.ts'
import { tendReferences } from './tend-references.ts'

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
  /** Takes an item out of a list; the prompt goes on mentioning those that stay. */
  readonly remove: (path: string, index: number) => void
  /** Puts pictures into a field; without one, into the first that takes pictures. Each is checked at once. */
  readonly addImages: (images: readonly (File | string)[], place?: PlacedField) => void
  /** Notes the size of a picture once its preview was decoded. */
  readonly measure: (id: number, widthPixels: number, heightPixels: number) => void
  /** Makes a picture out of one that the API does not take. */
  readonly fix: (id: number) => Promise<void>
  readonly showIssues: (issues: readonly InputIssue[]) => void
}

export function createForm(fields: readonly Field[], values: FormValues = initialValues(fields)): Form {
  const firstPicturePlace = toLayout(fields).main.find(({ field }) => field.kind === 'images' || field.kind === 'image')
  const listeners = new Set<() => void>()
  const tending = tendReferences(change)
  let state: FormState = { values, issues: [] }

  function update(next: FormState): void {
    state = next
    for (const listener of [...listeners]) listener()
  }

  function set(path: string, value: FormValue): void {
    const before = toReferences(fields, state.values)
    const root = rootOf(path)
    const issues = state.issues.filter((issue) => rootOf(issue.path) !== root && !dependsOnLists(issue, root))
    update({ values: withValueAt(state.values, path, value), issues })
    const kept = new Set(toReferences(fields, state.values).map(({ reference }) => reference.id))
    for (const { reference } of before) if (!kept.has(reference.id)) tending.forget(reference)
  }

  function find(id: number) {
    return toReferences(fields, state.values).find(({ reference }) => reference.id === id)
  }

  function change(id: number, to: (reference: Reference) => Reference): void {
    const placed = find(id)
    if (!placed) return
    const next = to(placed.reference)
    // Another picture in its place has other problems.
    const issues = state.issues.filter(({ path }) => next.image === placed.reference.image || path !== placed.path)
    update({ values: withValueAt(state.values, placed.path, next), issues })
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
    remove: (path, index) => {
      const prompt = promptWithout(state.values, path, index)
      set(path, itemsAt(state.values, path).toSpliced(index, 1))
      if (prompt !== undefined) set(promptPath, prompt)
    },
    addImages: (images, place = firstPicturePlace) => {
      if (!place || images.length === 0) return
      const references = images.map(createReference)
      if (place.field.kind === 'image') set(place.path, references.at(-1))
      else add(place.path, ...references.map((reference) => toItem(place.field, reference)))
      for (const reference of references) void tending.check(reference)
    },
    measure: (id, widthPixels, heightPixels) => {
      // Where the header tells, it is known already.
      if (find(id)?.reference.widthPixels === undefined) {
        change(id, (reference) => ({ ...reference, widthPixels, heightPixels }))
      }
    },
    fix: async (id) => {
      const placed = find(id)
      if (placed) await tending.fix(placed.reference)
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
