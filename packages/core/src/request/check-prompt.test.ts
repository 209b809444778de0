import { array, assert, constantFrom, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { validateOmniImageRequest } from '../wire/generated/validators.ts'
import { checkPrompt } from './check-prompt.ts'

describe('what would be refused', () => {
  it('is a reference to an item that is not there, with its place', () => {
    const { issues, warnings } = checkPrompt('put <<<image_3>>> here', { images: 2 })
    expect(issues).toEqual([
      {
        path: '/prompt',
        code: 'reference',
        expected: 2,
        received: '<<<image_3>>>',
        message: 'prompt must refer to one of the 2 items there are, not <<<image_3>>>.',
        start: 4,
        end: 17,
      },
    ])
    expect(warnings.map(({ code }) => code)).toEqual(['notMentioned', 'notMentioned'])
  })

  it('is underlined in each of its places', () => {
    const { issues } = checkPrompt('<<<element_1>>>, <<<element_1>>>, <<<image_0>>>', { images: 1 })
    expect(issues.map(({ start, end, expected }) => [start, end, expected])).toEqual([
      [0, 15, 0],
      [17, 32, 0],
      [34, 47, 1],
    ])
  })

  it('is not warned of as well', () => {
    expect(checkPrompt('<<<image_0>>> <<<<image_02>>>', {}).warnings).toEqual([])
  })

  it('is what the validator refuses, whatever the text', () => {
    const parts = [
      '<',
      '<<<',
      '>>>',
      '>',
      'image',
      'element',
      'object',
      'Image',
      '_',
      '0',
      '1',
      '2',
      '12',
      ' ',
      '<<<image_',
      '1>>>',
    ]
    const texts = array(constantFrom(...parts), { minLength: 1, maxLength: 25 }).map((chosen) => chosen.join(''))
    assert(
      property(texts, nat(2), nat(2), (prompt, images, elements) => {
        const request = {
          model_name: 'kling-v3-omni',
          prompt,
          image_list: Array.from({ length: images }, () => ({ image: 'a' })),
          element_list: Array.from({ length: elements }, () => ({ element_id: 1n })),
        }
        const refused = validateOmniImageRequest(request) ?? []
        const { issues } = checkPrompt(prompt, { images, elements })
        const found = issues.map(({ path, code, expected, received }) => ({ path, code, expected, received }))
        expect(new Set(found.map((issue) => JSON.stringify(issue)))).toEqual(
          new Set(refused.map((issue) => JSON.stringify(issue))),
        )
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what is probably not meant so', () => {
  it('comes with its place and what to write', () => {
    expect(checkPrompt('put <<image_1>> on @element1', { images: 1, elements: 1 })).toEqual({
      issues: [],
      warnings: [
        { code: 'malformed', message: 'Write <<<image_1>>>.', start: 4, end: 15, suggestion: '<<<image_1>>>' },
        { code: 'malformed', message: 'Write <<<element_1>>>.', start: 19, end: 28, suggestion: '<<<element_1>>>' },
      ],
    })
  })

  it('is a word that the API does not know, which is sent all the same', () => {
    expect(checkPrompt('<<<object_1>>>', {})).toEqual({
      issues: [],
      warnings: [
        {
          code: 'unknown',
          message: 'The API knows no such word: write <<<image_1>>> or <<<element_1>>>.',
          start: 0,
          end: 14,
        },
      ],
    })
  })

  it('is the same placeholder twice in a row, not twice in a sentence', () => {
    const { warnings } = checkPrompt('<<<image_1>>> and <<<image_1>>> <<<image_1>>><<<image_1>>>', { images: 1 })
    expect(warnings.map(({ code, start }) => [code, start])).toEqual([
      ['repeated', 32],
      ['repeated', 45],
    ])
  })

  it('is a reference that is left out while others are mentioned', () => {
    expect(checkPrompt('like <<<image_2>>>', { images: 3, elements: 1 }).warnings).toMatchObject([
      { code: 'notMentioned', start: 18, end: 18, suggestion: '<<<image_1>>>' },
      { code: 'notMentioned', start: 18, end: 18, suggestion: '<<<image_3>>>' },
      { code: 'notMentioned', message: 'The prompt does not mention <<<element_1>>>.', suggestion: '<<<element_1>>>' },
    ])
  })
})

it('finds nothing in a prompt that goes for all of its references', () => {
  expect(checkPrompt('make it a watercolour', { images: 2 })).toEqual({ issues: [], warnings: [] })
})

it('finds nothing in a prompt that mentions all of its references', () => {
  expect(checkPrompt('put <<<image_1>>> on <<<element_1>>>', { images: 1, elements: 1 })).toEqual({
    issues: [],
    warnings: [],
  })
})
