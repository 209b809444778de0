import { type Bump, bumpFor } from './bump.ts'
import type { Change, Kind } from './change.ts'
import type { ReachedPackages } from './reached-packages.ts'

const opening = '<!-- From here on `npm run spec:diff` writes; put words of your own above or below. -->'
const closing = '<!-- Up to here. -->'
const greeting = 'The API has changed:'

const headings: Readonly<Record<Exclude<Kind, 'docs'>, string>> = {
  breaking: 'Breaking, look at your code:',
  feature: 'New:',
  fix: 'Mended:',
}

/**
 * The draft of a changeset for these changes, or nothing where none is needed. What a person wrote around the list of an
 * earlier draft is kept, also when no change is left.
 */
export function writeDraft(
  changes: readonly Change[],
  { names, version }: ReachedPackages,
  earlier: string | undefined,
): string | undefined {
  const { above, below } = ownWords(earlier)
  const isOwn = below !== '' || (above !== '' && above !== greeting)
  if (changes.length === 0 && !isOwn) return undefined
  const bump = bumpFor(
    changes.map(({ kind }) => kind),
    version,
  )
  const header = ['---', ...names.map((name) => `'${name}': ${bump satisfies Bump}`), '---'].join('\n')
  const list = [opening, ...listOf(changes), closing].join('\n\n')
  return `${[header, above || greeting, list, below].filter((part) => part !== '').join('\n\n')}\n`
}

/** Whether two branches met in a draft and nobody has decided yet which words stay. */
export function isInConflict(draft: string): boolean {
  const isTwice = (marker: string): boolean => draft.split(marker).length > 2
  return /^(<{7}|\|{7}|={7}|>{7})( |\r?$)/m.test(draft) || isTwice(opening) || isTwice(closing)
}

/** A draft as it is published: where it was written by whom is nothing for a changelog. */
export function withoutMarkers(draft: string): string {
  const text = [opening, closing].reduce((left, marker) => left.replace(new RegExp(`${marker}(\\r?\\n)*`), ''), draft)
  return `${text.trimEnd()}\n`
}

/** What stands before and after the list. */
function ownWords(draft: string | undefined): { above: string; below: string } {
  const text = (draft ?? '').replaceAll('\r\n', '\n').replace(/^---\n[^]*?\n---\n/, '')
  const [start, end] = [text.indexOf(opening), text.indexOf(closing)]
  if (start < 0 || end < start) return { above: text.trim(), below: '' }
  return { above: text.slice(0, start).trim(), below: text.slice(end + closing.length).trim() }
}

function listOf(changes: readonly Change[]): string[] {
  const sections = Object.entries(headings).flatMap(([kind, heading]) => {
    const items = changes.filter((change) => change.kind === kind).map(({ sentence }) => `- ${sentence}`)
    return items.length > 0 ? [heading, items.join('\n')] : []
  })
  const reworded = changes.filter(({ kind }) => kind === 'docs').length
  return reworded > 0 ? [...sections, `Descriptions and examples read better in ${places(reworded)}.`] : sections
}

function places(count: number): string {
  return count === 1 ? 'one place' : `${count} places`
}
