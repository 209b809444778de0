import { useId, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { toChipItem, toChips } from '../shared/chips.ts'
import type { PlacedField } from '../shared/field-layout.ts'
import { takeText } from '../shared/take-text.ts'
import { FieldErrors, FieldHelp } from './field-parts.tsx'
import { useField } from './form-context.ts'
import { ItemActions } from './item-actions.tsx'

/** A list of short texts, such as ids. */
export function ChipsField({ field, path }: PlacedField) {
  const { form, state, messages } = useField(path)
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const chips = toChips(field, path, state)

  function add(): void {
    const text = takeText(input.current)
    if (text !== '') form.add(path, ...text.split(/[\s,]+/).map((word) => toChipItem(field, word)))
  }

  function addByKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }

  return (
    <div className="field">
      <div className="field-head">
        <label htmlFor={id}>{field.label}</label>
        <FieldHelp label={field.label} help={field.help} />
      </div>
      {chips.length > 0 && (
        <ul className="chips">
          {chips.map(({ text, word, messages }, index) => (
            <li key={`${index} ${text}`} className="chip-item" data-path={`${path}/${index}`}>
              <span className="chip-text">{text}</span>
              <ItemActions field={field} path={path} index={index} name={text} word={word} />
              <FieldErrors messages={messages} />
            </li>
          ))}
        </ul>
      )}
      <div className="with-button">
        <input
          ref={input}
          id={id}
          type="text"
          inputMode={field.kind === 'ids' ? 'numeric' : 'text'}
          autoComplete="off"
          data-path={path}
          aria-invalid={messages.length > 0}
          aria-describedby={`${id}-errors`}
          onKeyDown={addByKey}
          onBlur={add}
        />
        <button type="button" className="button quiet" onClick={add}>
          Add
        </button>
      </div>
      <FieldErrors id={`${id}-errors`} messages={messages} />
    </div>
  )
}
