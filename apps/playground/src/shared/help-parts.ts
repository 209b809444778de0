/** A help text from the spec, cut where its backticks stand. */
export function toHelpParts(help: string): readonly { readonly text: string; readonly isCode: boolean }[] {
  return help
    .split('`')
    .map((text, index) => ({ text, isCode: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}
