import { useId } from 'react'
import { toHelpParts } from '../shared/help-parts.ts'

/** A question mark beside a field's name that opens what the spec says of it. */
export function FieldHelp({ label, help }: { readonly label: string; readonly help: string | undefined }) {
  const id = useId()
  if (help === undefined) return null
  return (
    <>
      <button type="button" className="help-button" popoverTarget={id} aria-label={`About ${label}`}>
        ?
      </button>
      <div id={id} className="help" popover="auto">
        {toHelpParts(help).map(({ text, isCode }) => (isCode ? <code key={text}>{text}</code> : text))}
      </div>
    </>
  )
}

export function FieldErrors({ id, messages }: { readonly id?: string; readonly messages: readonly string[] }) {
  return (
    <div id={id} className="field-errors">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  )
}
