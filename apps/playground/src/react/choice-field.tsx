import { useId } from 'react'
import { choiceLook } from '../shared/choice-look.ts'
import type { PlacedField } from '../shared/field-layout.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'
import { RatioShape } from './ratio-shape.tsx'

export function ChoiceField({ field, path }: PlacedField) {
  const { value, messages, set } = useField<string>(path)
  const id = useId()
  const { label, help, options = [] } = field
  const look = choiceLook(field)
  if (look === 'text' || look === 'menu') {
    return (
      <div className="field">
        <div className="field-head">
          <label htmlFor={id}>{label}</label>
          <FieldHelp label={label} help={help} />
        </div>
        {look === 'text' ? (
          <input
            id={id}
            type="text"
            list={`${id}-options`}
            value={value}
            data-path={path}
            onChange={(event) => set(event.target.value)}
          />
        ) : (
          <select id={id} value={value} data-path={path} onChange={(event) => set(event.target.value)}>
            {field.default === undefined && <option value="">–</option>}
            {options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        )}
        {look === 'text' && (
          <datalist id={`${id}-options`}>
            {options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </datalist>
        )}
        <FieldErrors messages={messages} />
      </div>
    )
  }
  return (
    <fieldset className="field" data-path={path}>
      <legend className="visually-hidden">{label}</legend>
      <div className="field-head">
        <span aria-hidden="true">{label}</span>
        <FieldHelp label={label} help={help} />
      </div>
      <div className={look}>
        {options.map((option) => (
          <label key={option} className={look === 'ratios' ? 'ratio' : 'segment'}>
            <input type="radio" name={id} value={option} checked={option === value} onChange={() => set(option)} />
            {look === 'ratios' && <RatioShape option={option} />}
            <span>{option}</span>
          </label>
        ))}
      </div>
      <FieldErrors messages={messages} />
    </fieldset>
  )
}
