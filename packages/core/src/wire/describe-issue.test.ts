import { expect, it } from 'vitest'
import { describeIssue } from './describe-issue.ts'
import { validateOmniImageRequest } from './generated/validators.ts'
import type { Issue } from './issue.ts'

const request = { model_name: 'kling-v3-omni', prompt: 'a lighthouse' }

it.each([
  [{ prompt: undefined }, 'prompt must be given.'],
  [{ prompt: 'x'.repeat(2501) }, 'prompt must have at most 2500 characters, not 2501.'],
  [{ resolution: '8k' }, 'resolution must be 1k or 2k or 4k, not 8k.'],
  [{ n: 10 }, 'n must be at most 9, not 10.'],
  [{ n: '3' }, 'n must be integer, not string.'],
  [{ series_amount: 'four' }, 'series_amount must be integer 2 to 9 or auto, not four.'],
  [{ callback_url: '/callback' }, 'callback_url must be an absolute URL.'],
  [{ image_list: [{ image: '' }] }, 'image_list[0].image must have at least 1 characters, not 0.'],
  [
    { image_list: Array.from({ length: 11 }, () => ({ image: 'a' })) },
    'image_list must have at most 10 items together with its sibling lists, not 11.',
  ],
  [{ prompt: 'like <<<image_1>>>' }, 'prompt must refer to one of the 0 items there are, not <<<image_1>>>.'],
  [
    { element_list: [{ element_id: 2 ** 60 }] },
    'element_list[0].element_id must be a string or bigint, not a number too large to be exact.',
  ],
])('%o', (change, sentence) => {
  expect(validateOmniImageRequest({ ...request, ...change })?.map(describeIssue)).toEqual([sentence])
})

it.each<[Issue, string]>([
  [
    { path: '/image_list/0/image', code: 'imageFormat', expected: ['jpeg', 'png'], received: 'gif' },
    'image_list[0].image must be a jpeg or png image, not gif.',
  ],
  [
    { path: '/image_list/0/image', code: 'imageSide', expected: 300, received: 299 },
    'image_list[0].image must have sides of at least 300 pixels, not 299.',
  ],
  [
    { path: '/image_list/0/image', code: 'imageRatio', expected: [0.4, 2.5], received: 2.6 },
    'image_list[0].image must have a width to height ratio from 0.4 to 2.5, not 2.6.',
  ],
  [{ path: '', code: 'type', expected: 'object', received: 'null' }, 'The value must be object, not null.'],
  [{ path: '/a', code: 'enum', expected: ['$&', '#'], received: '$1' }, 'a must be $& or #, not $1.'],
])('%o', (issue, sentence) => {
  expect(describeIssue(issue)).toBe(sentence)
})
