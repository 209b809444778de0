import { isInEffect, type PlacedField } from '../shared/field-layout.ts'
import { valueAt, type FormValues } from '../shared/form-values.ts'
import { ChipsField } from './chips-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import { GroupField } from './group-field.tsx'
import { ListField } from './list-field.tsx'
import { NumberField } from './number-field.tsx'
import { ReferencesField } from './references-field.tsx'
import { SwitchField } from './switch-field.tsx'
import { TextField } from './text-field.tsx'
import type { DrawField } from './draw-field.ts'
import { useForm } from './form-context.ts'

/** Draws any field of the spec by its kind. */
export function FieldControl({ field, path }: PlacedField) {
  const { state } = useForm()
  const parent = valueAt(state.values, path.slice(0, path.lastIndexOf('/'))) as FormValues
  if (!isInEffect(field, parent)) return null
  const draw: DrawField = (placed) => <FieldControl key={placed.path} {...placed} />
  switch (field.kind) {
    case 'text':
      return <TextField field={field} path={path} />
    case 'choice':
      return <ChoiceField field={field} path={path} />
    case 'integer':
    case 'number':
      return <NumberField field={field} path={path} />
    case 'boolean':
      return <SwitchField field={field} path={path} />
    case 'image':
    case 'images':
      return <ReferencesField field={field} path={path} draw={draw} />
    case 'ids':
      return <ChipsField field={field} path={path} />
    case 'object':
      return <GroupField field={field} path={path} draw={draw} />
    case 'list':
      return field.fields ? (
        <ListField field={field} path={path} draw={draw} />
      ) : (
        <ChipsField field={field} path={path} />
      )
  }
}
