import type { Field } from '@omni-image/core/wire'
import { choiceLook } from './choice-look.ts'
import type { FormValues } from './form-values.ts'

/** A field with its JSON pointer. */
export interface PlacedField {
  readonly field: Field
  readonly path: string
}

export interface FieldLayout {
  /** What most people came for. */
  readonly main: readonly PlacedField[]
  readonly options: readonly PlacedField[]
  /** Behind a click. */
  readonly more: readonly PlacedField[]
}

/** Where each field of a request stands, by what it is and not by its name, so that a new one finds its place. */
export function toLayout(fields: readonly Field[]): FieldLayout {
  const shown = placeFields(fields)
  const main = [...shown.filter(isLongText), ...shown.filter(isPicture)]
  const rest = shown.filter((placed) => !main.includes(placed))
  const options = rest.filter(isQuick)
  return {
    main,
    options: [...options.filter(isWide), ...options.filter((placed) => !isWide(placed))],
    more: rest.filter((placed) => !isQuick(placed)),
  }
}

/** The fields of an object that people fill in; an object with a single field is drawn as that field. */
export function placeFields(fields: readonly Field[], parent = ''): readonly PlacedField[] {
  return fields
    .filter((field) => !field.hidden)
    .map((field) => {
      const path = `${parent}/${field.key}`
      const [only, ...others] = field.kind === 'object' ? (field.fields ?? []) : []
      if (!only || others.length > 0) return { field, path }
      const { label, help = only.help } = field
      return { field: { ...only, label, ...(help !== undefined && { help }) }, path: `${path}/${only.key}` }
    })
}

/** Whether a field has an effect on what stands in the form. */
export function isInEffect({ ignoredWhen }: Field, values: FormValues): boolean {
  return !ignoredWhen || values[ignoredWhen.field] !== ignoredWhen.word
}

function isLongText({ field }: PlacedField): boolean {
  return field.kind === 'text' && field.multiline === true
}

function isPicture({ field }: PlacedField): boolean {
  return field.kind === 'image' || field.kind === 'images'
}

/** Takes a whole line, the others share one. */
function isWide({ field }: PlacedField): boolean {
  return field.kind === 'object' || (field.kind === 'choice' && choiceLook(field) === 'ratios')
}

function isQuick({ field }: PlacedField): boolean {
  const quick: readonly Field['kind'][] = ['choice', 'integer', 'number', 'boolean', 'object']
  return quick.includes(field.kind) && !field.open
}
