import { describe, expect, it } from 'vitest'
import { InputError } from '../errors/input-error.ts'
import { element, image, omniPrompt } from './omni-prompt.ts'

const hat = new Blob(['hat'])
const sketch = new File(['sketch'], 'sketch.png')

/** For what a caller without types may write. */
const untyped = omniPrompt as (texts: TemplateStringsArray, ...parts: unknown[]) => unknown

describe('a prompt with references', () => {
  it('numbers them in order of first use, each kind by itself', () => {
    expect(omniPrompt`put ${image(hat)} on ${element('829836802793406551')} in the style of ${image(sketch)}`).toEqual({
      prompt: 'put <<<image_1>>> on <<<element_1>>> in the style of <<<image_2>>>',
      image_list: [{ image: hat }, { image: sketch }],
      element_list: [{ element_id: '829836802793406551' }],
    })
  })

  it('has no list where it has no reference of that kind', () => {
    expect(Object.keys(omniPrompt`a lighthouse`)).toEqual(['prompt'])
    expect(Object.keys(omniPrompt`${element('7')}`)).toEqual(['prompt', 'element_list'])
  })

  it.each([
    ['object', () => image(hat), () => image(hat)],
    ['text', () => image('https://example.com/hat.png'), () => image('https://example.com/hat.png')],
    ['id as text and bigint', () => element('7'), () => element(7n)],
    ['id as text and number', () => element('7'), () => element(7)],
    ['long id with zeros before it', () => element('0829836802793406551'), () => element(829836802793406551n)],
    ['item of a list', () => image(hat), () => ({ image: hat })],
    ['id in an item of a list', () => element('7'), () => ({ element_id: 7n })],
  ])('takes the same %s twice as one reference', (_name, first, second) => {
    const { prompt, image_list, element_list } = omniPrompt`${first()} and ${second()}`
    expect(prompt).toMatch(/^(<<<\w+_1>>>) and \1$/)
    expect(image_list ?? element_list).toHaveLength(1)
  })

  it('takes equal bytes in two objects as two references', () => {
    expect(omniPrompt`${image(new Blob(['hat']))} and ${image(new Blob(['hat']))}`.prompt).toBe(
      '<<<image_1>>> and <<<image_2>>>',
    )
  })

  it('takes a reference that another prompt has used', () => {
    const cap = image(hat)
    expect(omniPrompt`${image(sketch)} with ${cap}`.prompt).toBe('<<<image_1>>> with <<<image_2>>>')
    expect(omniPrompt`${cap} alone`).toEqual({ prompt: '<<<image_1>>> alone', image_list: [{ image: hat }] })
  })

  it('joins a list with commas', () => {
    expect(omniPrompt`mix ${[image(hat), image(sketch), image(hat)]} and ${[]}`.prompt).toBe(
      'mix <<<image_1>>>, <<<image_2>>>, <<<image_1>>> and ',
    )
  })

  it('leaves text and numbers as they are, also what users typed that looks like a reference', () => {
    const typed = '<<<image_7>>> $& ${x} <<<object_1>>>'
    expect(omniPrompt`${3} hats on ${image(hat)}: ${typed}`).toEqual({
      prompt: `3 hats on <<<image_1>>>: ${typed}`,
      image_list: [{ image: hat }],
    })
  })

  it('has the characters that escapes stand for', () => {
    expect(omniPrompt`a\nb \u{1F5FC} \\`.prompt).toBe('a\nb 🗼 \\')
  })

  it('cannot be changed, nor can its parts', () => {
    const input = omniPrompt`${image(hat)} ${{ image: sketch }}`
    const parts = [input, input.image_list, ...input.image_list!, image(hat), element('7')]
    expect(parts.filter((part) => !Object.isFrozen(part))).toEqual([])
  })

  it('leaves ids that are not exact for the check before sending', () => {
    const unsafe = 829836802793406600
    expect(omniPrompt`${element(unsafe)} ${element('hat')}`.element_list).toEqual([
      { element_id: unsafe },
      { element_id: 'hat' },
    ])
  })
})

describe('a prompt in a prompt', () => {
  const inner = omniPrompt`${image(hat)} worn by ${element('7')}, drawn like ${image(sketch)}`

  it('refers to what it referred to', () => {
    const other = new Blob(['other'])
    expect(omniPrompt`${image(other)}, ${element('8')}, then ${inner}`).toEqual({
      prompt: '<<<image_1>>>, <<<element_1>>>, then <<<image_2>>> worn by <<<element_2>>>, drawn like <<<image_3>>>',
      image_list: [{ image: other }, { image: hat }, { image: sketch }],
      element_list: [{ element_id: '8' }, { element_id: '7' }],
    })
  })

  it('shares references with what stands around it', () => {
    expect(omniPrompt`${image(sketch)}: ${inner}; ${image(hat)}`.prompt).toBe(
      '<<<image_1>>>: <<<image_2>>> worn by <<<element_1>>>, drawn like <<<image_1>>>; <<<image_2>>>',
    )
  })

  it('keeps placeholders that it has no item for', () => {
    const typed = omniPrompt`${image(sketch)} ${'<<<image_5>>> <<<object_1>>> <<<constructor_1>>> <<<image_0>>>'}`
    expect(omniPrompt`${image(hat)} ${typed}`.prompt).toBe(
      '<<<image_1>>> <<<image_2>>> <<<image_5>>> <<<object_1>>> <<<constructor_1>>> <<<image_0>>>',
    )
  })
})

describe('what is no part of a prompt', () => {
  it.each([
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['the false of a condition', false, 'boolean'],
    ['a division by nothing', NaN, 'NaN'],
    ['a bigint, which could be meant as an id', 7n, 'bigint'],
    ['a file outside image()', sketch, 'File'],
    ['a promise', Promise.resolve(), 'Promise'],
    ['an object of another kind', { image: hat, title: 'Hat' }, 'Object'],
    ['a function', () => 'secret', 'function'],
    ['nothing in a list', [image(hat), undefined], 'undefined'],
  ])('%s', (_name, part, named) => {
    const write = (): unknown => untyped`${'first'} ${part}`
    expect(write).toThrow(InputError)
    expect(write).toThrow(`Nothing was sent: value 2 of the prompt is of type ${named}; give text, a number, image(…)`)
  })

  it('a backslash that starts no character', () => {
    expect(() => omniPrompt`C:\users`).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ path: '/prompt', code: 'format' })] }),
    )
  })
})
