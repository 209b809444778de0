import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { hasRedis } from '../redis-server.ts'
import { ann, createJobDesk, lighthouse, type Place, upstreamIdOf } from './job-desk.ts'

const places: readonly Place[] = hasRedis ? ['folder', 'redis'] : ['folder']
const soon = { timeout: 10_000 }

describe.each(places)('jobs kept in %s', (place) => {
  it('a job becomes a picture, and its end is told once', async () => {
    const { open, emulator, ended } = await createJobDesk(place, { emulator: { latency: 300 } })
    const jobs = open()
    await jobs.work()
    const { external_task_id } = await jobs.enqueue(lighthouse, ann)
    await expect.poll(() => ended, soon).toHaveLength(1)
    expect(ended[0]).toMatchObject({ ...ann, external_task_id, state: 'succeed', images: [{ index: 0 }] })
    expect(ended[0]?.task?.task_info?.external_task_id).toBe(external_task_id)
    expect(await jobs.get(ann)).toEqual(ended[0])
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('the same user and key are the same job, however often and from wherever it is enqueued', async () => {
    const { open, emulator, ended } = await createJobDesk(place)
    const jobs = open()
    const clicks = await Promise.all([1, 2, 3].map(() => jobs.enqueue(lighthouse, ann)))
    await jobs.work()
    await expect.poll(() => ended, soon).toHaveLength(1)
    const again = await jobs.enqueue({ prompt: 'Something else' }, ann)
    expect(new Set([...clicks, again].map((job) => job.external_task_id)).size).toBe(1)
    expect(again.state).toBe('succeed')
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('another user with the same key has a job of their own', async () => {
    const { open, emulator, ended } = await createJobDesk(place)
    const jobs = open()
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    await jobs.enqueue(lighthouse, { ...ann, user: 'bob' })
    await expect.poll(() => ended, soon).toHaveLength(2)
    expect(emulator.ledger().tasks).toBe(2)
  })

  it('nothing happens to a job before somebody works', async () => {
    const { open, asked, ended } = await createJobDesk(place)
    const front = open()
    expect(await front.enqueue(lighthouse, ann)).toMatchObject({ state: 'waiting', images: [] })
    expect(asked).toEqual([])
    await front.close()
    await open().work()
    await expect.poll(() => ended, soon).toHaveLength(1)
  })

  it('an input that the API would refuse is refused here, and kept nowhere', async () => {
    const { open, asked } = await createJobDesk(place)
    const jobs = open()
    await expect(jobs.enqueue({ prompt: '' }, ann)).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await jobs.get(ann)).toBeUndefined()
    expect(asked).toEqual([])
  })

  it('what the API refuses is over after one request, until somebody asks for another', async () => {
    const { open, asked, ended, emulator } = await createJobDesk(place, {
      emulator: { faults: [{ kind: 'api-error', code: 1301, message: 'Not this' }] },
    })
    const jobs = open()
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    await expect.poll(() => ended, soon).toHaveLength(1)
    expect(ended[0]).toMatchObject({ state: 'failed', images: [] })
    expect(ended[0]?.reason).toContain('Not this')
    expect(asked).toEqual(['POST'])
    await expect.poll(() => jobs.retry(ann), soon).toBe(true)
    await expect.poll(() => ended[1]?.state, soon).toBe('succeed')
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('a task that fails in the making fails its job, and is not paid for again', async () => {
    const { open, ended, emulator } = await createJobDesk(place)
    const jobs = open()
    await jobs.work()
    await jobs.enqueue({ prompt: 'unfinishable' }, ann)
    await expect.poll(() => ended, soon).toHaveLength(1)
    expect(ended[0]).toMatchObject({ state: 'failed', task: { task_status: 'failed' } })
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('an API that has no room is asked again later, and no job fails of it', async () => {
    const { open, ended, emulator } = await createJobDesk(place, { emulator: { latency: 500, limits: { slots: 2 } } })
    const jobs = open()
    await jobs.work()
    for (const key of ['1', '2', '3', '4', '5', '6']) await jobs.enqueue(lighthouse, { user: 'ann', key })
    await expect.poll(() => ended.map(({ state }) => state), { timeout: 20_000 }).toEqual(Array(6).fill('succeed'))
    expect(emulator.ledger().tasks).toBe(6)
  })

  it('an answer that got lost is found again, and billed once', async () => {
    const { open, ended, asked, emulator } = await createJobDesk(place, {
      emulator: { faults: [{ kind: 'cut-after-accept' }] },
    })
    const jobs = open()
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    await expect.poll(() => ended, soon).toHaveLength(1)
    expect(asked.filter((method) => method === 'POST')).toHaveLength(1)
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('a worker that leaves in the middle is followed by another, and the task is paid for once', async () => {
    const { open, ended, asked, emulator } = await createJobDesk(place, { emulator: { latency: 1500 } })
    const first = open()
    await first.work()
    await first.enqueue(lighthouse, ann)
    await expect.poll(async () => (await first.get(ann))?.state, soon).toBe('accepted')
    await first.close()
    expect(ended).toEqual([])
    await open().work()
    await expect.poll(() => ended, soon).toHaveLength(1)
    expect(asked.filter((method) => method === 'POST')).toHaveLength(1)
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('onFinished that fails is called again, with the same key', async () => {
    const { open } = await createJobDesk(place)
    const keys: string[] = []
    const jobs = open({
      onFinished: (_job, { key }) => {
        keys.push(key)
        if (keys.length < 3) throw new Error('The bucket is away')
      },
    })
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    await expect.poll(() => keys, soon).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    await expect.poll(async () => (await jobs.get(ann))?.state, soon).toBe('succeed')
  })

  it('a callback ends a pause that would have been long', async () => {
    const { open, ended, hints, emulator } = await createJobDesk(place, { emulator: { latency: 500 } })
    const jobs = open({ hints, watch: { minPauseMs: 500_000, maxPauseMs: 500_000 } })
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    await expect.poll(() => emulator.tasks()[0]?.task_status, soon).toBe('succeed')
    await expect
      .poll(async () => {
        await hints.publish({ external_task_id: upstreamIdOf(emulator) })
        return ended
      }, soon)
      .toHaveLength(1)
  })

  it('a task that takes longer than anybody waits leaves its job stuck, and a retry looks again', async () => {
    const { open, ended, hints, emulator } = await createJobDesk(place, { emulator: { latency: 1000 } })
    const jobs = open({ hints, deadlineMs: 1 })
    await jobs.work()
    await jobs.enqueue(lighthouse, ann)
    await expect
      .poll(async () => {
        await hints.publish({ external_task_id: upstreamIdOf(emulator) })
        return jobs.get(ann)
      }, soon)
      .toMatchObject({ state: 'stuck', reason: expect.stringContaining('was not finished') })
    await expect.poll(() => emulator.tasks()[0]?.task_status, soon).toBe('succeed')
    expect(await jobs.retry(ann)).toBe(true)
    await expect.poll(() => ended[0]?.state, soon).toBe('succeed')
    expect(await jobs.retry(ann)).toBe(false)
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('a job that was marked with an old secret keeps its id under a new one', async () => {
    const { open, ended, emulator } = await createJobDesk(place)
    const before = open()
    await before.enqueue(lighthouse, ann)
    await before.close()
    const after = open({ secret: ['a new secret of more than thirty-two characters', 'x'.repeat(32)] })
    await after.enqueue(lighthouse, ann)
    await after.work()
    await expect.poll(() => ended, soon).toHaveLength(1)
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('ids of 64 bits are the same digits on the wire', async () => {
    const { open, ended, bodies } = await createJobDesk(place)
    const jobs = open()
    await jobs.work()
    await jobs.enqueue({ prompt: 'A hat', element_list: [{ element_id: '829836802793406551' }] }, ann)
    await expect.poll(() => ended, soon).toHaveLength(1)
    expect(bodies[0]).toContain('"element_id":829836802793406551')
  })

  it('an image goes along as a file, too', async () => {
    const { open, ended, bodies } = await createJobDesk(place)
    const jobs = open()
    await jobs.work()
    const image = await sharp({ create: { width: 300, height: 300, channels: 3, background: 'teal' } })
      .png()
      .toBuffer()
    await jobs.enqueue({ prompt: 'A hat', image_list: [{ image: new Blob([new Uint8Array(image)]) }] }, ann)
    await expect.poll(() => ended[0]?.state, soon).toBe('succeed')
    expect(bodies[0]).toContain(image.toString('base64'))
  })
})
