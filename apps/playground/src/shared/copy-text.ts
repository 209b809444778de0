const thanksMs = 1500

/** Copies a text; the button shows for a moment that it worked. */
export async function copyText(button: HTMLElement, text: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  button.dataset['copied'] = ''
  setTimeout(() => delete button.dataset['copied'], thanksMs)
}
