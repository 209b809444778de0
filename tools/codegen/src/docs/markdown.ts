/** A table without the columns that nothing stands in. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const kept = [...head.keys()].filter((column) => rows.some((row) => row[column] !== ''))
  const line = (cells: readonly string[]): string =>
    `| ${kept.map((column) => toCell(cells[column] ?? '')).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(kept.length)}`, ...rows.map(line)].join('\n')
}

function toCell(text: string): string {
  return oneLine(text).replaceAll('|', String.raw`\|`)
}

export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

export function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}

/** Blocks with an empty line between them; what is empty is left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}

/** `a, b or c`. */
export function either(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : (words[0] ?? '')
}

/** Where a heading of the same page is found. */
export function linkTo(heading: string, page = ''): string {
  return `[${heading}](${page}#${heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')})`
}

const numbers = new Intl.NumberFormat('en')

export function count(value: number): string {
  return numbers.format(value)
}

/** `1 to 9`, `at least 1`, `at most 9`. */
export function range(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${count(min)} to ${count(max)}`
  if (min !== undefined) return `at least ${count(min)}`
  return max === undefined ? '' : `at most ${count(max)}`
}
