import type { PlacedField } from '../shared/field-layout.ts'
import { insertPlaceholder } from '../shared/edit-prompt.ts'
import { removeItem } from '../shared/remove-item.ts'
import { useForm } from './form-context.ts'

interface ItemActionsProps extends PlacedField {
  readonly index: number
  readonly name: string
  /** The placeholder that stands for the item in the prompt. */
  readonly word: string | undefined
}

/** What can be done with an item of a list: mention it in the prompt, and take it away. */
export function ItemActions({ field, path, index, name, word }: ItemActionsProps) {
  const { form } = useForm()
  return (
    <>
      {word && (
        <button
          type="button"
          className="chip-word"
          aria-label={`Insert ${word} into the prompt`}
          onClick={(event) => insertPlaceholder(event.currentTarget, word)}
        >
          {word}
        </button>
      )}
      <button
        type="button"
        className="remove"
        aria-label={`Remove ${name}`}
        onClick={(event) => removeItem(form, field, path, index, event.currentTarget)}
      >
        ×
      </button>
    </>
  )
}
