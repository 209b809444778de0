import { applyNote } from '../shared/edit-prompt.ts'
import type { PromptNote } from '../shared/prompt-notes.ts'

/** What is to be said of the placeholders of a prompt while it is being written. */
export function PromptNotes({ notes }: { readonly notes: readonly PromptNote[] }) {
  return (
    <output className="notes">
      {notes.map((note) => (
        <span key={note.text} data-tone={note.tone}>
          {note.text}
          {note.edit && (
            <button
              type="button"
              className="link"
              aria-label={`${note.edit.label}: ${note.text}`}
              onClick={(event) => applyNote(event.currentTarget, note)}
            >
              {note.edit.label}
            </button>
          )}
        </span>
      ))}
    </output>
  )
}
