import type { Field } from '@omni-image/core/wire'

/** The word for an item of a list in a prompt: `image_1` for the first of `image_list`. */
export function placeholderWord({ key }: Field, index: number): string | undefined {
  const [, name] = /^(\w+)_list$/.exec(key) ?? []
  return name && `${name}_${index + 1}`
}

/** Writes `<<<image_1>>>` where the caret stands in the prompt of the form that a button belongs to. */
export function insertPlaceholder(button: HTMLElement, word: string): void {
  const prompt = button.closest('form')?.querySelector('textarea')
  if (!prompt) return
  const { value, selectionStart, selectionEnd } = prompt
  const before = value.slice(0, selectionStart)
  const after = value.slice(selectionEnd)
  const text = `${/\S$/.test(before) ? ' ' : ''}<<<${word}>>>${/^\S/.test(after) ? ' ' : ''}`
  prompt.focus()
  prompt.setRangeText(text, selectionStart, selectionEnd, 'end')
  prompt.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
