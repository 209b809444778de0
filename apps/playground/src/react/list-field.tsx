import { placeFields } from '../shared/field-layout.ts'
import { initialValues, itemsAt } from '../shared/form-values.ts'
import type { NestingFieldProps } from './draw-field.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'

/** A list of objects: a group of fields for each. */
export function ListField({ field, path, draw }: NestingFieldProps) {
  const { form, state, messages } = useField(path)
  const { label, help, fields = [] } = field
  return (
    <fieldset className="field" data-path={path}>
      <legend className="visually-hidden">{label}</legend>
      <div className="field-head">
        <span aria-hidden="true">{label}</span>
        <FieldHelp label={label} help={help} />
      </div>
      {itemsAt(state.values, path).map((_item, index) => (
        <fieldset key={index} className="group">
          <legend className="visually-hidden">{`${label} ${index + 1}`}</legend>
          {placeFields(fields, `${path}/${index}`).map(draw)}
          <button type="button" className="button quiet" onClick={() => form.remove(path, index)}>
            Remove
          </button>
        </fieldset>
      ))}
      <button type="button" className="button quiet" onClick={() => form.add(path, initialValues(fields))}>
        Add
      </button>
      <FieldErrors messages={messages} />
    </fieldset>
  )
}
