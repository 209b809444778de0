import { describe, expect, it } from 'vitest'
import { OmniImageRequestStandard } from '../schemas.ts'

describe('a Standard Schema', () => {
  it('gives issues with sentences and path arrays', () => {
    const result = OmniImageRequestStandard['~standard'].validate({
      model_name: 'kling-v3-omni',
      prompt: 'a lighthouse',
      image_list: [{ image: 'https://example.com/a.png' }, {}],
    })
    expect(result).toEqual({
      issues: [{ message: 'image_list[1].image must be given.', path: ['image_list', 1, 'image'] }],
    })
  })

  it('passes a good value on as it is', () => {
    const value = { model_name: 'kling-v3-omni', prompt: 'a lighthouse' }
    const result = OmniImageRequestStandard['~standard'].validate(value)
    expect('value' in result && result.value).toBe(value)
  })
})
