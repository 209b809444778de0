import { createOmniImageClient } from '@omni-image/core'
import { createEmulator } from '@omni-image/emulator'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { startForeignValidator, type ForeignValidator } from '../../../packages/emulator/test/foreign-validator.ts'

let between: ForeignValidator
afterEach(() => between.close())

it('somebody else’s reading of the spec objects to nothing that client and emulator say to each other', async () => {
  const emulator = createEmulator({ token: 'test-token', latency: 20, seed: 1, limits: { slots: 20 } })
  between = await startForeignValidator(emulator)
  const client = createOmniImageClient({
    baseUrl: between.url,
    token: 'test-token',
    watch: { minPauseMs: 5, maxPauseMs: 10 },
  })
  const picture = await sharp({ create: { width: 320, height: 320, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()

  const single = await client.generate({
    prompt: 'put <<<element_1>>> on <<<image_1>>>',
    image_list: [{ image: picture }, { image: picture.toString('base64') }],
    element_list: [{ element_id: '829836802793406551' }],
    resolution: '4K',
    aspect_ratio: '21:9',
    n: 2,
    watermark_info: { enabled: true },
    callback_url: 'http://127.0.0.1:9/callback',
    external_task_id: 'my own id',
  })
  const series = await client.generate({ prompt: 'four seasons', result_type: 'series', series_amount: 'auto' })
  await client.generate({ prompt: 'an unfinishable picture' }).catch(() => undefined)
  await client.generate({ prompt: 'a forbidden picture' }).catch(() => undefined)
  await client.get('no such task').catch(() => undefined)
  const listed = await client.list({ pageNum: 1, pageSize: 500 })

  expect(between.violations).toEqual([])
  expect(single.task.watermark_info).toEqual({ enabled: true })
  expect(series.images.length).toBeGreaterThan(1)
  expect(listed.map(({ task_status }) => task_status)).toEqual(['failed', 'succeed', 'succeed'])
})
