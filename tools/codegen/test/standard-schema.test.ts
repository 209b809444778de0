import { TaskResponseStandard } from '@omni-image/core/schemas'
import ky from 'ky' // version 2 takes any Standard Schema; core's own is older and smaller
import { expect, it } from 'vitest'

const answering = (body: unknown): typeof ky => ky.create({ fetch: () => Promise.resolve(Response.json(body)) })

it('a foreign library checks an answer with our Standard Schema', async () => {
  const good = { code: 0, data: { task_id: '1', task_status: 'submitted' } }
  const { data } = await answering(good).get('https://example.com').json(TaskResponseStandard)
  expect(data.task_status).toBe('submitted')
})

it('and hands on what is wrong with a bad one', async () => {
  await expect(answering({ code: 0 }).get('https://example.com').json(TaskResponseStandard)).rejects.toMatchObject({
    issues: [{ message: 'data must be given.', path: ['data'] }],
  })
})
