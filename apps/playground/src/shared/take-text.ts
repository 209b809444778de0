/** The trimmed text of an input, which is empty afterwards. */
export function takeText(input: HTMLInputElement | null): string {
  const text = input?.value.trim() ?? ''
  if (input) input.value = ''
  return text
}
