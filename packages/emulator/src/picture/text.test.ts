import { describe, expect, it } from 'vitest'
import { drawText, measureText, wrapText } from './text.ts'

describe('text on pictures', () => {
  it('breaks at spaces and never runs over the edge', () => {
    const lines = wrapText('A lighthouse on a cliff in the last light, oil painting', 20, 200, 9)
    expect(lines.join(' ')).toBe('A lighthouse on a cliff in the last light, oil painting')
    expect(lines.length).toBeGreaterThan(2)
    expect(Math.max(...lines.map((line) => measureText(line, 20)))).toBeLessThanOrEqual(200)
  })

  it('breaks a word that is longer than a line', () => {
    const lines = wrapText('x'.repeat(100), 20, 200, 99)
    expect(lines.join('')).toBe('x'.repeat(100))
    expect(Math.max(...lines.map((line) => measureText(line, 20)))).toBeLessThanOrEqual(200)
  })

  it('ends with an ellipsis when there is too much', () => {
    const lines = wrapText('word '.repeat(2000), 20, 200, 3)
    expect(lines).toHaveLength(3)
    expect(lines[2]).toMatch(/…$/)
    expect(measureText(lines[2] ?? '', 20)).toBeLessThanOrEqual(200)
  })

  it('is made of outlines that every reader of SVG takes', () => {
    const svg = drawText('Hamburg, žluťoučký, Ω, ж, 漢 🦊', 490.00000001, 500.1, 20.16)
    expect(svg).toMatch(/^<path d="[MLQCZhvz\d .-]+" fill="#ffffff" fill-opacity="1" fill-rule="evenodd"\/>$/)
  })

  it('is nothing for a text without ink', () => {
    expect(drawText('   ', 0, 0, 20)).toBe('')
  })
})
