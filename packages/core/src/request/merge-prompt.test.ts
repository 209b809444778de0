import { describe, expect, it } from 'vitest'
import { toRequest } from '../../test/to-request.ts'
import { InputError } from '../errors/input-error.ts'
import type { OmniImageInput } from './input.ts'
import { element, image, omniPrompt } from './omni-prompt.ts'

const hat = 'https://example.com/hat.png'
const sketch = 'https://example.com/sketch.png'
const extra = 'https://example.com/extra.png'
const prompt = omniPrompt`${image(hat)} on ${element('7')}, like ${image(sketch)}`

const sent = {
  model_name: 'kling-v3-omni',
  prompt: '<<<image_1>>> on <<<element_1>>>, like <<<image_2>>>',
  image_list: [{ image: hat }, { image: sketch }],
  element_list: [{ element_id: 7n }],
}

const request = async (input: OmniImageInput): Promise<unknown> => toRequest(input)

async function issuesOf(input: OmniImageInput): Promise<InputError['issues']> {
  const error = await request(input).catch((refusal: unknown) => refusal)
  expect(error).toBeInstanceOf(InputError)
  return (error as InputError).issues
}

describe('a prompt that brings its references', () => {
  it.each([
    ['as the input', prompt],
    ['as the prompt of an input', { prompt }],
    ['beside lists that are empty', { prompt, image_list: [], element_list: undefined }],
    ['beside an empty text, as forms give it', { prompt, image_list: '' as never }],
  ])('is sent with them: %s', async (_name, input) => {
    expect(await toRequest(input)).toEqual(sent)
  })

  it('goes with other fields, spread or not', async () => {
    expect(await toRequest({ ...prompt, resolution: '2k' })).toEqual({ ...sent, resolution: '2k' })
    expect(await toRequest({ prompt, resolution: '2k' })).toEqual({ ...sent, resolution: '2k' })
  })

  it('has its references first, so that its numbers hold, and then those that are given', async () => {
    const input = { prompt, image_list: [{ image: extra }, image(hat)], element_list: [{ element_id: 8 }] }
    expect(await toRequest(input)).toEqual({
      ...sent,
      image_list: [{ image: hat }, { image: sketch }, { image: extra }],
      element_list: [{ element_id: 7n }, { element_id: 8n }],
    })
  })

  it.each(['7', 7, 7n])('does not send element %o again', async (element_id) => {
    expect(await toRequest({ prompt, element_list: [{ element_id }] })).toEqual(sent)
  })

  it('keeps what is given twice beside it, as without it', async () => {
    const image_list = [{ image: extra }, { image: extra }]
    expect(await toRequest({ prompt: omniPrompt`a lighthouse`, image_list })).toMatchObject({ image_list })
  })

  it('survives a copy, as a worker or a store makes it', async () => {
    expect(await toRequest({ prompt: structuredClone(prompt) })).toEqual(sent)
  })

  it('leaves the input as it was', async () => {
    const input = { prompt, image_list: [{ image: extra }] }
    await toRequest(input)
    expect(input).toEqual({ prompt, image_list: [{ image: extra }] })
  })

  it('is there at once where there is no image', () => {
    expect(toRequest(omniPrompt`a lighthouse`)).toEqual({ model_name: 'kling-v3-omni', prompt: 'a lighthouse' })
  })
})

describe('every limit counts what is sent', () => {
  it('takes 2500 characters with the placeholders, and no more', async () => {
    const words = 'x'.repeat(2500 - '<<<image_1>>>'.length)
    expect(await toRequest(omniPrompt`${words}${image(hat)}`)).toMatchObject({ image_list: [{ image: hat }] })
    expect(await issuesOf(omniPrompt`${words}${image(hat)}!`)).toMatchObject([
      { path: '/prompt', code: 'maxLength', received: 2501 },
    ])
  })

  it('counts the references of the prompt and those beside it together', async () => {
    const element_list = Array.from({ length: 8 }, (_, index) => ({ element_id: index + 8 }))
    expect(await issuesOf({ prompt, element_list })).toMatchObject([
      { path: '/element_list', code: 'combinedMaxItems', received: 11 },
    ])
  })

  it('refuses what users typed where it refers to nothing', async () => {
    expect(await issuesOf(omniPrompt`${image(hat)} ${'<<<image_2>>>'}`)).toMatchObject([
      { path: '/prompt', code: 'reference', received: '<<<image_2>>>' },
    ])
  })

  it.each([
    [
      'an image that was not there yet',
      () => omniPrompt`${image(undefined as never)}`,
      '/image_list/0/image',
      'required',
    ],
    ['an id that is not exact', () => omniPrompt`${element(829836802793406600)}`, '/element_list/0/element_id', 'type'],
    ['a list that is none', () => ({ prompt, image_list: 'hat' as never }), '/image_list/2', 'type'],
    ['an object without a prompt', () => ({ prompt: {} as never }), '/prompt', 'type'],
    ['a list as the prompt', () => ({ prompt: ['a'] as never }), '/prompt', 'type'],
  ])('refuses %s', async (_name, input, path, code) => {
    expect(await issuesOf(input())).toMatchObject([{ path, code }])
  })
})
