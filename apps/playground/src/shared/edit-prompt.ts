import type { PromptNote } from './prompt-notes.ts'

/** Writes `<<<image_1>>>` where the caret stands in the prompt of the form that a button belongs to. */
export function insertPlaceholder(button: HTMLElement, word: string): void {
  const prompt = promptOf(button)
  if (!prompt) return
  const { value, selectionStart, selectionEnd } = prompt
  const before = value.slice(0, selectionStart)
  const after = value.slice(selectionEnd)
  const text = `${/\S$/.test(before) ? ' ' : ''}<<<${word}>>>${/^\S/.test(after) ? ' ' : ''}`
  write(prompt, text, selectionStart, selectionEnd)
}

/** Puts right what a note is about; the focus goes on in the prompt, as the note and its button go away. */
export function applyNote(button: HTMLElement, { edit }: PromptNote): void {
  const prompt = promptOf(button)
  if (prompt && edit) write(prompt, edit.text, edit.start, edit.end)
}

function promptOf(button: HTMLElement): HTMLTextAreaElement | null | undefined {
  return button.closest('form')?.querySelector('textarea')
}

/** As if it had been typed, so that the framework hears of it. */
function write(prompt: HTMLTextAreaElement, text: string, start: number, end: number): void {
  prompt.focus()
  prompt.setRangeText(text, start, end, 'end')
  prompt.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
