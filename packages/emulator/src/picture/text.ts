import type { Path } from 'opentype.js'
import { findGlyph } from './font.ts'

const boxAdvance = 0.9 // of the em, for characters that the font does not have

/** How wide a text is, in pixels. */
export function measureText(text: string, size: number): number {
  return Array.from(text).reduce((width, character) => width + (findGlyph(character)?.advance ?? boxAdvance) * size, 0)
}

/**
 * A text as SVG elements, starting at `x` on the base line `y`. Outlines, not `<text>`: a machine without fonts would
 * draw boxes.
 */
export function drawText(text: string, x: number, y: number, size: number, fill = '#ffffff', opacity = 1): string {
  let place = x
  let outlines = ''
  for (const character of text) {
    const found = findGlyph(character)
    outlines += found ? toOutline(found.glyph.getPath(place, y, size)) : boxOutline(place, y, size)
    place += (found?.advance ?? boxAdvance) * size
  }
  return outlines === '' ? '' : `<path d="${outlines}" fill="${fill}" fill-opacity="${opacity}" fill-rule="evenodd"/>`
}

// The path's own toPathData writes NaN for coordinates a hair above an integer and remembers every number it rounded.
function toOutline({ commands }: Path): string {
  return commands
    .map((command) => {
      if (command.type === 'Z') return 'Z'
      const curve = command.type === 'C' ? [command.x1, command.y1, command.x2, command.y2] : []
      const bend = command.type === 'Q' ? [command.x1, command.y1] : []
      return (
        command.type + [...curve, ...bend, command.x, command.y].map((value) => Math.round(value * 100) / 100).join(' ')
      )
    })
    .join('')
}

function boxOutline(x: number, y: number, size: number): string {
  const [side, line] = [size * 0.7, size * 0.07]
  const [left, top] = [x + size * 0.1, y - side]
  const inner = side - 2 * line
  return `M${left} ${top}h${side}v${side}h${-side}zM${left + line} ${top + line}h${inner}v${inner}h${-inner}z`
}

/** Breaks a text into lines that fit, at spaces where it can; what is left after `mostLines` becomes an ellipsis. */
export function wrapText(text: string, size: number, width: number, mostLines: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`
    if (measureText(longer, size) <= width) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    if (lines.length > mostLines) break
    line = word
    while (measureText(line, size) > width && lines.length <= mostLines) {
      const head = longestHead(line, size, width)
      lines.push(head)
      line = line.slice(head.length)
    }
  }
  if (line !== '') lines.push(line)
  if (lines.length <= mostLines) return lines
  const last = lines[mostLines - 1] ?? ''
  return [...lines.slice(0, mostLines - 1), `${longestHead(last, size, width - measureText('…', size))}…`]
}

function longestHead(word: string, size: number, width: number): string {
  let head = ''
  for (const character of word) {
    if (head !== '' && measureText(head + character, size) > width) break
    head += character
  }
  return head
}
