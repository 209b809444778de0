import { describe, expect, it } from 'vitest'
import { createDesk, urlsOf } from './desk.ts'

describe('the life of a task', () => {
  it('goes from submitted over processing to succeed as the clock says', async () => {
    const { create, get, clock } = createDesk()
    const { data } = await create({ external_task_id: 'mine' })
    const bornAt = clock.now()
    expect(data).toEqual({
      task_id: expect.stringMatching(/^\d{18}$/),
      task_status: 'submitted',
      task_info: { external_task_id: 'mine' },
      created_at: bornAt,
      updated_at: bornAt,
    })
    const statusAfter = async (ms: number): Promise<unknown> => {
      clock.advance(bornAt + ms - clock.now())
      const { task_status, updated_at } = (await get('mine')).data
      return [task_status, Number(updated_at) - bornAt]
    }
    expect(await statusAfter(999)).toEqual(['submitted', 0])
    expect(await statusAfter(1000)).toEqual(['processing', 1000])
    expect(await statusAfter(9999)).toEqual(['processing', 1000])
    expect(await statusAfter(10_000)).toEqual(['succeed', 10_000])
    expect(await statusAfter(99_000)).toEqual(['succeed', 10_000])
  })

  it('says submitted in the first answer even when nothing takes time', async () => {
    const { create, get } = createDesk({ latency: 0 })
    const { data } = await create()
    expect(data.task_status).toBe('submitted')
    expect((await get(data.task_id)).data.task_status).toBe('succeed')
  })

  it('shows single pictures as images, with what they cost', async () => {
    const { create, get, clock } = createDesk()
    const { data } = await create({ n: 2, watermark_info: { enabled: true } })
    clock.advance(10_000)
    const task = (await get(data.task_id)).data
    expect(task).toMatchObject({
      task_result: {
        result_type: 'single',
        images: [0, 1].map((index) => ({
          index,
          url: expect.stringContaining(`http://emulator.test/kling/files/${data.task_id}/${index}.png?`),
          watermark_url: expect.stringContaining(`/${index}-watermark.png?`),
        })),
      },
      watermark_info: { enabled: true },
      final_unit_deduction: '16',
      final_balance_deduction: { quota: '16', list_price: '0.056' },
    })
    expect(task.task_result).not.toHaveProperty('series_images')
  })

  it('shows a series as series_images, without watermarks nobody asked for', async () => {
    const { create, get, clock } = createDesk()
    const { data } = await create({ result_type: 'series', series_amount: 3 })
    clock.advance(10_000)
    const { task_result } = (await get(data.task_id)).data
    expect(task_result?.series_images).toHaveLength(3)
    expect(task_result?.series_images?.[0]).not.toHaveProperty('watermark_url')
    expect(task_result).not.toHaveProperty('images')
  })

  it('chooses the length of a series itself when asked to', async () => {
    const { create, emulator } = createDesk()
    const lengths = new Set<number>()
    for (let count = 0; count < 40; count += 1) {
      const before = emulator.ledger().images
      await create({ result_type: 'series', series_amount: 'auto' })
      lengths.add(emulator.ledger().images - before)
    }
    expect(Math.min(...lengths)).toBe(2)
    expect(Math.max(...lengths)).toBe(9)
  })

  it('fails with a reason and HTTP 200 where a word asks for it', async () => {
    const { create, get, clock } = createDesk()
    const { data } = await create({ prompt: 'An unfinishable symphony' })
    clock.advance(10_000)
    const reply = await get(data.task_id)
    expect(reply).toMatchObject({ status: 200, code: 0, data: { task_status: 'failed' } })
    expect(reply.data.task_status_msg).toMatch(/refused/)
    expect(reply.data).not.toHaveProperty('task_result')
  })

  it('takes a time that varies around the median', async () => {
    const { create, clock, emulator } = createDesk({ latency: { medianMs: 10_000, sigma: 0.5 } })
    for (let count = 0; count < 60; count += 1) await create()
    clock.advance(10_000)
    const finished = emulator.tasks().filter(({ task_status }) => task_status === 'succeed').length
    expect(finished).toBeGreaterThan(20)
    expect(finished).toBeLessThan(40)
  })

  it('is forgotten after its retention', async () => {
    const { create, get, clock, emulator } = createDesk({ limits: { retentionMs: 60_000 } })
    const { data } = await create({ external_task_id: 'mine' })
    clock.advance(59_999)
    expect((await get('mine')).status).toBe(200)
    clock.advance(1)
    expect((await get(data.task_id)).status).toBe(400)
    expect(emulator.tasks()).toEqual([])
    expect((await create({ external_task_id: 'mine' })).status).toBe(200)
  })

  it('is forgotten when too many came after it, while the ledger remembers', async () => {
    const { create, emulator } = createDesk({ limits: { tasks: 3 } })
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) ids.unshift((await create()).data.task_id)
    expect(emulator.tasks().map(({ task_id }) => task_id)).toEqual(ids.slice(0, 3))
    expect(emulator.ledger().tasks).toBe(5)
  })

  it('is the same again under the same seed, and another under another', async () => {
    const play = async (seed: number): Promise<unknown> => {
      const { create, get, send, clock } = createDesk({ seed, latency: { medianMs: 5000, sigma: 0.5 } })
      const created = await create({ n: 2, aspect_ratio: '16:9' })
      await create({ result_type: 'series', series_amount: 'auto' })
      clock.advance(60_000)
      const reply = await get(created.data.task_id)
      const [url = ''] = urlsOf(reply.data)
      const picture = await (await send(url.replace('http://emulator.test', ''))).bytes()
      return { created, reply, picture }
    }
    const [first, again, other] = await Promise.all([play(7), play(7), play(8)])
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
  })
})
