import { expectTypeOf, it } from 'vitest'
import type { ElementItem, ImageItem, OmniImageInput, OmniPrompt } from './input.ts'
import { element, image, omniPrompt } from './omni-prompt.ts'

const prompt = omniPrompt`a ${image('https://example.com/hat.png')}`

it('is an input, the prompt of one, or spread into one', () => {
  expectTypeOf(prompt).toEqualTypeOf<OmniPrompt>()
  expectTypeOf<OmniPrompt>().toExtend<OmniImageInput>()
  const inputs: OmniImageInput[] = [
    { prompt, resolution: '2k', image_list: [image(new Blob())] },
    { ...prompt, resolution: '2k', result_type: 'series', series_amount: 'auto' },
  ]
  expectTypeOf(inputs).toEqualTypeOf<OmniImageInput[]>()
})

it('still refuses the field that the API would ignore', () => {
  expectTypeOf({ ...prompt, result_type: 'series' as const, n: 2 }).not.toExtend<OmniImageInput>()
})

it('takes every form of a reference', () => {
  expectTypeOf(image).parameter(0).toEqualTypeOf<string | Blob | ArrayBuffer | Uint8Array>()
  expectTypeOf(element).parameter(0).toEqualTypeOf<string | bigint | number>()
  expectTypeOf(image('a')).toEqualTypeOf<ImageItem>()
  expectTypeOf(element(7n)).toEqualTypeOf<ElementItem>()
})

it('takes words, numbers, references, prompts and lists of them', () => {
  expectTypeOf(
    omniPrompt`${'a'} ${1} ${image('a')} ${element('7')} ${prompt} ${[image('a'), 'b', [prompt]]} ${{ image: new File([], 'a') }}`,
  ).toEqualTypeOf<OmniPrompt>()
})

it('refuses what is no part of a prompt where it is written', () => {
  // @ts-expect-error a file needs image() around it
  expectTypeOf(omniPrompt`${new File([], 'hat.png')}`).toEqualTypeOf<OmniPrompt>()
  // @ts-expect-error an id needs element() around it
  expectTypeOf(omniPrompt`${7n}`).toEqualTypeOf<OmniPrompt>()
  // @ts-expect-error nothing would be written as "undefined"
  expectTypeOf(omniPrompt`${undefined}`).toEqualTypeOf<OmniPrompt>()
  // @ts-expect-error a condition would be written as "false"
  expectTypeOf(omniPrompt`${false}`).toEqualTypeOf<OmniPrompt>()
})
