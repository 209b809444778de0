import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePrompt } from './parse-prompt.ts'

/** What stands in a prompt apart from words. */
const placeholdersOf = (text: string): unknown[] => parsePrompt(text).filter(({ type }) => type !== 'text')

describe('a prompt in pieces', () => {
  it('covers the whole text in order', () => {
    expect(parsePrompt('put <<<image_2>>> on <<<element_10>>><<<image_1>>>.')).toEqual([
      { type: 'text', text: 'put ', start: 0, end: 4 },
      { type: 'image', number: 2, text: '<<<image_2>>>', start: 4, end: 17 },
      { type: 'text', text: ' on ', start: 17, end: 21 },
      { type: 'element', number: 10, text: '<<<element_10>>>', start: 21, end: 37 },
      { type: 'image', number: 1, text: '<<<image_1>>>', start: 37, end: 50 },
      { type: 'text', text: '.', start: 50, end: 51 },
    ])
  })

  it('is nothing where there is no text', () => {
    expect(parsePrompt('')).toEqual([])
  })

  it('counts positions as editors do, in UTF-16 units', () => {
    expect(placeholdersOf('🗼🗼 <<<image_1>>>')).toMatchObject([{ start: 5, end: 18 }])
  })
})

describe('what was meant as a placeholder comes with what to write', () => {
  it.each([
    '<<image_1>>',
    '<image_1>',
    '<<<image_1>>',
    '<<image_1>>>',
    '<<<image_1',
    '<<<image1>>>',
    '<<<image 1>>>',
    '<<<image-1>>>',
    '<<< image_1 >>>',
    '<<<Image_1>>>',
    '<<IMAGE1>>',
    '<<<image>>>',
    '<<image_0>>',
    '@image1',
    '@image_1',
    '@Image-1',
  ])('%s', (text) => {
    const problem = expect.stringMatching(/[Ww]rite <<<image_1>>>\.$/) as string
    const token = { type: 'unknown', text, problem, suggestion: '<<<image_1>>>' }
    expect(parsePrompt(`a ${text}, b`)).toMatchObject([{ text: 'a ' }, token, { text: ', b' }])
  })

  it.each([
    ['a zero before the number', '<<<image_01>>>', 1, 'Write <<<image_1>>>.'],
    ['more brackets than three', '<<<<image_1>>>>>', 1, 'Write <<<image_1>>>.'],
    ['counting from 0', '<<<image_0>>>', 0, 'Numbers start at 1: write <<<image_1>>>.'],
  ])('%s, which is a reference all the same', (_name, text, number, problem) => {
    expect(parsePrompt(text)).toEqual([
      { type: 'image', number, text, start: 0, end: text.length, problem, suggestion: '<<<image_1>>>' },
    ])
  })

  it.each(['<<<object_1>>>', '<<object_1>>', '<<<images_1>>>'])('%s stands for nothing that the API knows', (text) => {
    const problem = 'The API knows no such word: write <<<image_1>>> or <<<element_1>>>.'
    expect(parsePrompt(text)).toEqual([{ type: 'unknown', text, start: 0, end: text.length, problem }])
  })

  it('a number that no list reaches', () => {
    expect(parsePrompt('<<<image_1234567890>>>')).toMatchObject([
      { type: 'unknown', problem: 'No list has so many items.' },
    ])
  })
})

describe('words stay words', () => {
  it.each([
    'a < b and c > d',
    'x < image 2',
    'I <3 images',
    '<b1>bold</b1>',
    '<image>',
    'me@image1.com',
    'mail@image1',
    '@image1_final',
    '@image',
    '@anna2',
    'image_1',
    '<<<>>>',
    '<<< a lighthouse >>>',
    '<<<constructor>>>',
    '＜image_1＞',
  ])('%s', (text) => {
    expect(parsePrompt(text)).toEqual([{ type: 'text', text, start: 0, end: text.length }])
  })
})

describe('hostile text', () => {
  const parts = [
    '<',
    '<<<',
    '>',
    '>>>',
    '@',
    'image',
    'element',
    'Image',
    'object',
    '_',
    '1',
    '02',
    ' ',
    '\n',
    '🗼',
    'é',
    '-',
  ]

  it('is covered without a gap, whatever it is', () => {
    const texts = array(constantFrom(...parts), { maxLength: 30 }).map((chosen) => chosen.join(''))
    assert(
      property(texts, (text) => {
        const tokens = parsePrompt(text)
        expect(tokens.map((token) => token.text).join('')).toBe(text)
        expect(tokens.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
        expect(tokens.every(({ start, end }) => start < end)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('of 2500 brackets is text', () => {
    const text = '<'.repeat(2500)
    expect(parsePrompt(text)).toEqual([{ type: 'text', text, start: 0, end: 2500 }])
  })

  // Quadratic steps would take minutes and run into the time-out.
  it.each(['<', '@', '<a', '< ', '@a1', '<<<image_1', '<image ', '<<<image_1>>>', '<<<object_1>>>', '>'])(
    'made of %o takes time in proportion to its length',
    (part) => {
      const tokens = parsePrompt(part.repeat(300_000 / part.length))
      expect(tokens.at(-1)?.end).toBe(Math.floor(300_000 / part.length) * part.length)
    },
  )

  it('with a wide gap after a bracket takes time in proportion to its length', () => {
    expect(parsePrompt(`<<<image${' '.repeat(300_000)}`)).toHaveLength(1)
  })
})
