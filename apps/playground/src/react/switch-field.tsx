import { useId } from 'react'
import type { PlacedField } from '../shared/field-layout.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'

export function SwitchField({ field, path }: PlacedField) {
  const { value, messages, set } = useField<boolean>(path)
  const id = useId()
  return (
    <div className="field inline">
      <div className="field-head">
        <label htmlFor={id}>{field.label}</label>
        <FieldHelp label={field.label} help={field.help} />
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        className="switch"
        checked={value}
        aria-checked={value}
        data-path={path}
        onChange={(event) => set(event.target.checked)}
      />
      <FieldErrors messages={messages} />
    </div>
  )
}
