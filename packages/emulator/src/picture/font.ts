import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as OpenType from 'opentype.js'

// One file per script. They are read when the first text needs them: most need only the first.
const subsets = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese']
const require = createRequire(import.meta.url)
const opentype = require('opentype.js') as typeof OpenType // CommonJS whose names an import does not see
const folder = join(dirname(require.resolve('@fontsource/inter/package.json')), 'files')
const fonts = new Map<string, OpenType.Font>()

function loadFont(subset: string): OpenType.Font {
  const known = fonts.get(subset)
  if (known) return known
  const file = readFileSync(join(folder, `inter-${subset}-500-normal.woff`))
  const font = opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength))
  fonts.set(subset, font)
  return font
}

/** The glyph of a character, in units of the em; nothing where the font has none, as for emoji. */
export function findGlyph(character: string): { readonly glyph: OpenType.Glyph; readonly advance: number } | undefined {
  for (const subset of subsets) {
    const font = loadFont(subset)
    const glyph = font.charToGlyph(character)
    if (glyph.index > 0) return { glyph, advance: (glyph.advanceWidth ?? 0) / font.unitsPerEm }
  }
  return undefined
}
