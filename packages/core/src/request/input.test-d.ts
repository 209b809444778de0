import { expectTypeOf, it } from 'vitest'
import type { OmniImageInput } from './input.ts'

const prompt = 'a lighthouse'

it('takes every field of the API', () => {
  expectTypeOf({
    prompt,
    model_name: 'kling-v3-omni',
    image_list: [{ image: 'https://example.com/hat.png' }, { image: new Blob() }, { image: new File([], 'hat.png') }],
    element_list: [{ element_id: '829836802793406551' }, { element_id: 829836802793406551n }, { element_id: 7 }],
    resolution: '2k' as const,
    aspect_ratio: '16:9' as const,
    result_type: 'single' as const,
    n: 2,
    watermark_info: { enabled: true },
    callback_url: 'https://example.com/done',
    external_task_id: 'order-1',
  }).toExtend<OmniImageInput>()
  expectTypeOf({ prompt, result_type: 'series' as const, series_amount: 'auto' as const }).toExtend<OmniImageInput>()
})

it('takes every form of an image and of an element id', () => {
  type Image = NonNullable<OmniImageInput['image_list']>[number]['image']
  expectTypeOf<Image>().toEqualTypeOf<string | Blob | ArrayBuffer | Uint8Array>()
  type Element = NonNullable<OmniImageInput['element_list']>[number]['element_id']
  expectTypeOf<Element>().toEqualTypeOf<string | bigint | number>()
})

it('asks for a prompt', () => {
  expectTypeOf<{ resolution: '2k' }>().not.toExtend<OmniImageInput>()
})

it('takes enum words in capitals', () => {
  expectTypeOf({ prompt, resolution: '4K' as const, aspect_ratio: 'AUTO' as const }).toExtend<OmniImageInput>()
})

it('refuses words that the API does not know', () => {
  expectTypeOf({ prompt, aspect_ratio: '5:4' as const }).not.toExtend<OmniImageInput>()
  expectTypeOf({ prompt, resolution: '8k' as const }).not.toExtend<OmniImageInput>()
})

it('takes any model name', () => {
  expectTypeOf({ prompt, model_name: 'kling-v9' }).toExtend<OmniImageInput>()
})

it('refuses the field that the API would ignore', () => {
  expectTypeOf({ prompt, result_type: 'series' as const, n: 2 }).not.toExtend<OmniImageInput>()
  expectTypeOf({ prompt, result_type: 'single' as const, series_amount: 4 }).not.toExtend<OmniImageInput>()
  expectTypeOf({ prompt, series_amount: 4 }).not.toExtend<OmniImageInput>()
})

it('refuses a misspelt field where it is written', () => {
  // @ts-expect-error the field is called image_list
  const input: OmniImageInput = { prompt, images: [] }
  expectTypeOf(input).toEqualTypeOf<OmniImageInput>()
})

it('takes undefined for every optional field, as forms give it', () => {
  expectTypeOf({
    prompt,
    image_list: undefined,
    resolution: undefined,
    callback_url: undefined,
  }).toExtend<OmniImageInput>()
})

it('takes lists that cannot be changed', () => {
  const image_list: readonly { readonly image: string }[] = []
  expectTypeOf({ prompt, image_list }).toExtend<OmniImageInput>()
})

it('the word that decides between n and series_amount may be in any case, too', () => {
  expectTypeOf<{ prompt: string; result_type: 'SERIES'; series_amount: 3 }>().toExtend<OmniImageInput>()
  expectTypeOf<{ prompt: string; result_type: 'SERIES'; n: 2 }>().not.toExtend<OmniImageInput>()
})
