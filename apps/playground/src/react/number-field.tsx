import { useId } from 'react'
import type { PlacedField } from '../shared/field-layout.ts'
import { toggleWord, toNumber, toStep, type NumberValue } from '../shared/number-step.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'

export function NumberField({ field, path }: PlacedField) {
  const { value, messages, set } = useField<NumberValue>(path)
  const id = useId()
  const { label, help, min, max, options = [] } = field
  const isWord = typeof value === 'string'
  return (
    <div className="field inline">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        <FieldHelp label={label} help={help} />
      </div>
      <div className="number">
        <div className="stepper">
          <button type="button" aria-label={`Less: ${label}`} onClick={() => set(toStep(field, value, -1))}>
            −
          </button>
          <input
            id={id}
            type="number"
            inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
            min={min}
            max={max}
            step={field.kind === 'integer' ? 1 : 'any'}
            value={isWord ? '' : (value ?? '')}
            placeholder={isWord ? value : '–'}
            data-path={path}
            aria-invalid={messages.length > 0}
            aria-describedby={`${id}-errors`}
            onChange={(event) => set(toNumber(event.target.value))}
          />
          <button type="button" aria-label={`More: ${label}`} onClick={() => set(toStep(field, value, 1))}>
            +
          </button>
        </div>
        {options.map((word) => (
          <button
            key={word}
            type="button"
            className="chip"
            aria-pressed={value === word}
            onClick={() => set(toggleWord(field, value, word))}
          >
            {word}
          </button>
        ))}
      </div>
      <FieldErrors id={`${id}-errors`} messages={messages} />
    </div>
  )
}
