import { placeFields } from '../shared/field-layout.ts'
import type { NestingFieldProps } from './draw-field.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'

export function GroupField({ field, path, draw }: NestingFieldProps) {
  const { messages } = useField(path)
  return (
    <fieldset className="field group" data-path={path}>
      <legend className="visually-hidden">{field.label}</legend>
      <div className="field-head">
        <span aria-hidden="true">{field.label}</span>
        <FieldHelp label={field.label} help={field.help} />
      </div>
      {placeFields(field.fields ?? [], path).map(draw)}
      <FieldErrors messages={messages} />
    </fieldset>
  )
}
