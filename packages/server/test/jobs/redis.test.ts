import { Queue } from 'bullmq'
import sharp from 'sharp'
import { createStorage } from 'unstorage'
import { describe, expect, it, onTestFinished } from 'vitest'
import { queueNames } from '../../src/jobs/index.ts'
import { hasRedis } from '../redis-server.ts'
import { ann, createJobDesk, lighthouse } from './job-desk.ts'

const soon = { timeout: 10_000 }

/** What no encoder makes small. */
async function largeImage(): Promise<Blob> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const picture = sharp({ create: { width: 500, height: 400, channels: 3, background: 'teal', noise } })
  return new Blob([new Uint8Array(await picture.png().toBuffer())])
}

describe.skipIf(!hasRedis)('jobs in Redis', () => {
  it('many bytes of images do not go into Redis', async () => {
    const { open } = await createJobDesk('redis')
    const jobs = open()
    const input = { prompt: 'A hat', image_list: [{ image: await largeImage() }] }
    await expect(jobs.enqueue(input, ann)).rejects.toThrow('give their addresses instead')
    expect(await jobs.get(ann)).toBeUndefined()
  })

  it('they wait in a store, until the task is accepted', async () => {
    const { open, ended, bodies, redis } = await createJobDesk('redis')
    const requestStore = createStorage()
    const jobs = open({ requestStore })
    const image = await largeImage()
    await jobs.enqueue({ prompt: 'A hat', image_list: [{ image }] }, ann)
    expect(await requestStore.getKeys()).toHaveLength(1)
    expect(
      await redis!.connect().memory('USAGE', `bull:${queueNames.submit}:${(await jobs.get(ann))!.external_task_id}`),
    ).toBeLessThan(10_000)
    await jobs.work()
    await expect.poll(() => ended[0]?.state, soon).toBe('succeed')
    expect(bodies[0]).toContain(Buffer.from(await image.arrayBuffer()).toString('base64'))
    expect(await requestStore.getKeys()).toEqual([])
  })

  it('a dashboard sees the jobs, and may retry them', async () => {
    const { open, ended, redis } = await createJobDesk('redis', {
      emulator: { faults: [{ kind: 'api-error', code: 1301 }] },
    })
    const jobs = open()
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    const queue = new Queue(queueNames.submit, { connection: { url: redis!.url } })
    onTestFinished(() => queue.close())
    await expect.poll(() => queue.getFailedCount(), soon).toBe(1)
    const [failed] = await queue.getFailed()
    expect(failed).toMatchObject({ id: ended[0]?.external_task_id, attemptsMade: 1 })
    await failed!.retry()
    await expect.poll(() => ended[1]?.state, soon).toBe('succeed')
  })

  it('paid requests keep to the rate, over all workers', async () => {
    const { open, ended, emulator } = await createJobDesk('redis')
    const rate = { max: 2, durationMs: 500 }
    const workers = [open({ rate }), open({ rate })]
    await Promise.all(workers.map((jobs) => jobs.work()))
    const keys = ['1', '2', '3', '4', '5', '6']
    await Promise.all(keys.map((key) => workers[0]!.enqueue(lighthouse, { user: 'ann', key })))
    await expect.poll(() => ended, soon).toHaveLength(6)
    const createdAt = emulator.tasks().map(({ created_at = 0 }) => created_at)
    expect(Math.max(...createdAt) - Math.min(...createdAt)).toBeGreaterThan(900) // two of three windows are over
  })

  it('jobs outlive a Redis that is away for a moment', async () => {
    const { open, ended, redis, emulator } = await createJobDesk('redis', { emulator: { latency: 1500 } })
    const jobs = open()
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    await expect.poll(async () => (await jobs.get(ann))?.state, soon).toBe('accepted')
    redis!.freeze()
    await expect.poll(() => emulator.tasks()[0]?.task_status, soon).toBe('succeed')
    redis!.thaw()
    await expect.poll(() => ended, { timeout: 20_000 }).toHaveLength(1)
    expect(emulator.ledger().tasks).toBe(1)
  })
})
