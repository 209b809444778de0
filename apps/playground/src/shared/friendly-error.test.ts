import {
  ApiError,
  ConnectionError,
  createOmniImageClient,
  type InputError,
  SubmitUncertainError,
  TaskFailedError,
  TaskTimeoutError,
  type AnyOmniImageError,
  type OmniImageInput,
} from '@omni-image/core'
import { describe, expect, it } from 'vitest'
import { toFriendlyError } from './friendly-error.ts'
import { toFriendlyIssue } from './friendly-issue.ts'

const neverAsked = (): Promise<Response> => Promise.reject(new Error('A request was made.'))

async function wordsFor(input: OmniImageInput): Promise<string[]> {
  const client = createOmniImageClient({ fetch: neverAsked })
  const error = await client.generate(input).catch((caught: unknown) => caught)
  return (error as InputError).issues.map(toFriendlyIssue)
}

describe('what the SDK finds wrong, in the words of the page', () => {
  it.each<[string, OmniImageInput, string]>([
    ['no prompt', { prompt: '' }, 'This is needed.'],
    ['a long prompt', { prompt: 'é'.repeat(2501) }, '2,501 characters are too many: at most 2,500 fit.'],
    ['a wrong placeholder', { prompt: '<<<image_2>>>' }, 'There is no <<<image_2>>>; the list has nothing in it.'],
    ['too many', { prompt: 'a', n: 10 }, 'At most 9.'],
    ['an id in words', { prompt: 'a', element_list: [{ element_id: 'hat' }] }, 'An id consists of digits only.'],
    [
      'a file that is no picture',
      { prompt: 'a', image_list: [{ image: new Blob(['words, words, words']) }] },
      'This is no picture that can be used. Take a JPEG or PNG.',
    ],
    ['an empty file', { prompt: 'a', image_list: [{ image: new Blob([]) }] }, 'The file is empty.'],
    [
      'eleven references',
      { prompt: 'a', image_list: Array.from({ length: 11 }, () => ({ image: 'https://example.com/a.png' })) },
      'Images and elements share 10 places; there are 11 of them.',
    ],
    [
      'a word that is none',
      { prompt: 'a', aspect_ratio: '5:4' as '4:3' },
      'Must be 16:9 or 9:16 or 1:1 or 4:3 or 3:4 or 3:2 or 2:3 or 21:9 or auto, not 5:4.',
    ],
  ])('%s', async (_name, input, words) => {
    expect(await wordsFor(input)).toEqual([words])
  })
})

describe('failures', () => {
  const refusal = new ApiError('no', {
    kind: 'moderation',
    apiCode: 1301,
    httpStatus: 400,
    request_id: 'r-1',
    retryable: false,
  })
  const recover = (): Promise<never> => Promise.reject(new Error('not found'))

  it.each<[AnyOmniImageError, string]>([
    [refusal, 'The content rules refused this'],
    [new ConnectionError('reset'), 'No connection'],
    [new TaskTimeoutError('task-1', 600_000), 'This takes unusually long'],
    [new SubmitUncertainError('own-1', recover), 'Nobody knows whether the task was created'],
  ])('%s', (error, title) => {
    expect(toFriendlyError(error).title).toBe(title)
  })

  it('a refusal keeps what its maker asks for in a report', () => {
    expect(Object.fromEntries(toFriendlyError(refusal).facts)).toMatchObject({ code: '1301', request_id: 'r-1' })
  })

  it('a failed task is explained in the words of the API', () => {
    expect(toFriendlyError(new TaskFailedError('task-1', 'too many faces')).advice).toBe('too many faces')
  })
})
