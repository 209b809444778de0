import ky from 'ky'
import { describe, expect, it } from 'vitest'
import { OmniImageRequestStandard, TaskResponseStandard } from '../schemas.ts'

describe('a Standard Schema', () => {
  it('gives issues with sentences and path arrays', async () => {
    const result = await OmniImageRequestStandard['~standard'].validate({
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

  it('is understood by ky', async () => {
    const answering = (body: unknown): typeof ky => ky.create({ fetch: async () => Response.json(body) })
    const good = { code: 0, data: { task_id: '1', task_status: 'submitted' } }
    const { data } = await answering(good).get('https://example.com').json(TaskResponseStandard)
    expect(data.task_status).toBe('submitted')
    await expect(answering({ code: 0 }).get('https://example.com').json(TaskResponseStandard)).rejects.toMatchObject({
      issues: [{ message: 'data must be given.', path: ['data'] }],
    })
  })
})
