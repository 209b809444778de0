import { useId } from 'react'
import { countCharacters } from '../shared/count-characters.ts'
import { examples } from '../shared/examples.ts'
import type { PlacedField } from '../shared/field-layout.ts'
import { toPromptNotes } from '../shared/prompt-notes.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'
import { PromptNotes } from './prompt-notes.tsx'

const number = new Intl.NumberFormat('en')

export function TextField({ field, path }: PlacedField) {
  const { state, value, messages, set } = useField<string>(path)
  const id = useId()
  const { label, help, maxLength, multiline, required } = field
  const length = countCharacters(value)
  const control = {
    id,
    value,
    'data-path': path,
    required,
    'aria-invalid': messages.length > 0,
    'aria-describedby': `${id}-errors ${id}-count`,
  }
  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        <FieldHelp label={label} help={help} />
        {maxLength !== undefined && (
          <span id={`${id}-count`} className="count" data-over={length > maxLength || undefined}>
            {number.format(length)} / {number.format(maxLength)}
            <span className="visually-hidden"> characters</span>
          </span>
        )}
      </div>
      {multiline ? (
        <textarea
          {...control}
          rows={5}
          placeholder="What should the picture show?"
          onChange={(event) => set(event.target.value)}
        />
      ) : (
        <input {...control} type="text" onChange={(event) => set(event.target.value)} />
      )}
      {multiline && (
        <fieldset className="examples">
          <legend className="visually-hidden">Examples</legend>
          {examples.map(({ name, prompt }) => (
            <button key={name} type="button" className="chip" onClick={() => set(prompt)}>
              {name}
            </button>
          ))}
        </fieldset>
      )}
      {multiline && <PromptNotes notes={toPromptNotes(path, state, messages)} />}
      <FieldErrors id={`${id}-errors`} messages={messages} />
    </div>
  )
}
