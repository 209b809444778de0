import type { Task } from '@omni-image/core/wire'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { keyed, minimal, path, read, urlsOf } from './desk.ts'
import type { Reply } from './desk.ts'
import { startForeignValidator } from './foreign-validator.ts'
import type { ForeignValidator } from './foreign-validator.ts'
import { base64Image } from './sample-images.ts'

let foreign: ForeignValidator
const emulator = createEmulator({ latency: 0 })
beforeEach(async () => {
  foreign = await startForeignValidator(emulator)
})
afterEach(() => foreign.close())

async function post(body: unknown): Promise<Reply<Task>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return read(await fetch(foreign.url + path, { method: 'POST', headers: keyed, body: text }))
}

describe('a validator that others wrote', () => {
  it('has no objection to the emulator, whatever it answers', async () => {
    const image = await base64Image(300, 300)
    const { data } = await post({
      ...minimal,
      image_list: [{ image }],
      watermark_info: { enabled: true },
      external_task_id: 'mine',
    })
    await post({ ...minimal, result_type: 'series', series_amount: 'auto', aspect_ratio: '21:9' })
    await post({ ...minimal, prompt: 'unfinishable' })
    expect(await post({ ...minimal, external_task_id: 'mine' })).toMatchObject({ status: 400, code: 1201 })
    const task = await read<Task>(await fetch(`${foreign.url}${path}/${data.task_id}`, { headers: keyed }))
    expect((await fetch(`${foreign.url}${path}?pageNum=1&pageSize=500`, { headers: keyed })).status).toBe(200)
    expect((await fetch(`${foreign.url}${path}/none`, { headers: keyed })).status).toBe(400)
    expect((await fetch(urlsOf(task.data)[0] ?? '')).status).toBe(200)
    expect(foreign.violations).toEqual([])
  })

  it('objects to bad requests', async () => {
    expect((await post({ ...minimal, n: 10 })).status).toBe(400)
    expect(foreign.violations).toEqual([
      { side: 'request', where: `POST ${path}`, message: expect.stringContaining('/body/n') },
    ])
  })

  it('passes an element id on, digit for digit', async () => {
    await post('{"model_name":"kling-v3-omni","prompt":"x","element_list":[{"element_id":829836802793406551}]}')
    expect(emulator.requests().at(-1)?.input?.element_list).toEqual([{ element_id: '829836802793406551' }])
    expect(foreign.violations).toEqual([])
  })
})
