import { describe, expect, it, onTestFinished } from 'vitest'
import { createRedisShare, type RedisShare } from '../src/redis/index.ts'
import { createDesk, path, type Desk, type DeskOptions } from './desk.ts'
import { readEvents } from './event-source.ts'
import { hasRedis, startRedis, type RedisServer } from './redis-server.ts'

interface Instance extends Desk {
  readonly shared: RedisShare
  readonly said: string[]
}

/** Instances before one API, with the same Redis. */
async function createInstances(
  redis: RedisServer,
  options: DeskOptions = {},
  count = 2,
): Promise<[first: Instance, second: Instance, ...rest: Instance[]]> {
  const instances: Instance[] = []
  for (let index = 0; index < count; index += 1) {
    const said: string[] = []
    const log = (_entry: object, message: string): void => void (message !== 'omni-image' && said.push(message))
    const shared = createRedisShare(redis.connect(), { logger: { info: log, warn: log, error: log } })
    const [first] = instances
    const desk = createDesk({
      ...options,
      handler: { ...options.handler, shared },
      ...(first && {
        upstream: ({ url, method, headers, body }) =>
          first.emulator.fetch(url, { method, headers, ...(body && { body }) }),
      }),
    })
    onTestFinished(() => shared.close())
    instances.push({ ...desk, shared, said })
  }
  return instances as [Instance, Instance, ...Instance[]]
}

const wanted = { accept: 'text/event-stream' }
/** Looked at by the clock, nothing would be told in time. */
const never = { minPauseMs: 500_000, maxPauseMs: 500_000 }

describe.skipIf(!hasRedis)('instances with a Redis', () => {
  it('a task that is made at one is told of by the other, from its start to the end that a hint tells', async () => {
    const [one, other] = await createInstances(await startRedis(), {
      emulator: { latency: 1000 },
      handler: { watch: never },
    })
    const source = readEvents(await other.as('alice').send(path, { headers: wanted }))
    await expect.poll(source.comments).toBe(1)
    const { data } = await one.as('alice').create({ external_task_id: 'mine' })
    await expect.poll(() => source.statuses()).toEqual(['submitted'])
    expect(source.events[0]?.data.task_info?.external_task_id).toBe('mine')
    await expect.poll(() => one.emulator.tasks()[0]?.task_status, { timeout: 5000 }).toBe('succeed')
    await one.shared.hints.publish({ task_id: data.task_id })
    await expect.poll(() => source.statuses()).toEqual(['submitted', 'succeed'])
  })

  it('a task is told of to its own user alone', async () => {
    const [one, other] = await createInstances(await startRedis(), { emulator: { latency: 60_000 } })
    const mallory = readEvents(await other.as('mallory').send(path, { headers: wanted }))
    const alice = readEvents(await other.as('alice').send(path, { headers: wanted }))
    await one.as('alice').create()
    await expect.poll(() => alice.events).toHaveLength(1)
    expect(mallory.events).toEqual([])
  })

  it('what one has counted, the other knows, and so it is with places', async () => {
    const [one, other] = await createInstances(await startRedis(), {
      emulator: { latency: 60_000 },
      handler: { limits: { perUser: { imagesPerDay: 10, tasksAtOnce: 2 } } },
    })
    expect(await one.as('alice').create({ n: 6 })).toMatchObject({ code: 0 })
    expect(await other.as('alice').create({ n: 6 })).toMatchObject({ code: 1302 })
    expect(await other.as('alice').create({ n: 2 })).toMatchObject({ code: 0 })
    expect(await one.as('alice').create({ n: 2 })).toMatchObject({ code: 1303 })
    expect(await other.as('bob').create({ n: 9 })).toMatchObject({ code: 0 })
  })

  it('a place is free again when any of them sees that its task is over', async () => {
    const [one, other] = await createInstances(await startRedis(), {
      emulator: { latency: 300 },
      handler: { limits: { perUser: { tasksAtOnce: 1 } } },
    })
    const { data } = await one.as('alice').create()
    expect(await other.as('alice').create()).toMatchObject({ code: 1303 })
    await expect.poll(async () => (await other.as('alice').get(data.task_id)).data.task_status).toBe('succeed')
    expect(await one.as('alice').create()).toMatchObject({ code: 0 })
  })

  it('a place that is taken twice for one task is one, and ends by its time', async () => {
    const redis = await startRedis()
    let nowMs = Date.now()
    const share = createRedisShare(redis.connect(), { clock: { now: () => nowMs } })
    onTestFinished(() => share.close())
    const untilMs = nowMs + 10_000
    const take = (id: string) => share.leases.take('alice', id, 2, untilMs)
    expect([await take('a'), await take('a'), await take('b'), await take('c')]).toEqual([true, true, true, false])
    nowMs = untilMs
    expect(await take('c')).toBe(true)
  })
})

describe.skipIf(!hasRedis)('a Redis that goes away', () => {
  const limits = { perUser: { createsPerMinute: 2, tasksAtOnce: 5 } }

  it('takes no instance with it: each counts for itself, and says so', async () => {
    const redis = await startRedis()
    const [one, other] = await createInstances(redis, { emulator: { latency: 300 }, handler: { limits } })
    expect(await one.as('alice').create()).toMatchObject({ code: 0 })
    await redis.stop()
    await expect.poll(() => one.said.length).toBe(2)
    for (const { as } of [one, other]) {
      expect([(await as('alice').create()).code, (await as('alice').create()).code]).toEqual([0, 0])
      expect(await as('alice').create()).toMatchObject({ code: 1302 })
    }
    expect(one.said.filter((text) => text.startsWith('Redis is away'))).toHaveLength(2)
  })

  it('and comes back is used again', async () => {
    const redis = await startRedis()
    const [one, other] = await createInstances(redis, { emulator: { latency: 60_000 }, handler: { limits } })
    await redis.stop()
    await expect.poll(() => other.said.length).toBe(2)
    await redis.start()
    await expect
      .poll(() => [one, other].map(({ said }) => said.filter((text) => text === 'Redis is back').length), {
        timeout: 10_000,
      })
      .toEqual([2, 2])
    const source = readEvents(await other.as('alice').send(path, { headers: wanted }))
    expect(await one.as('alice').create()).toMatchObject({ code: 0 })
    await expect.poll(() => source.statuses()).toEqual(['submitted'])
    expect([(await other.as('alice').create()).code, (await other.as('alice').create()).code]).toEqual([0, 1302])
  })

  it('at the start lets instances begin all the same', async () => {
    const redis = await startRedis()
    await redis.stop()
    const [one] = await createInstances(redis, { handler: { limits } })
    expect([(await one.as('alice').create()).code, (await one.as('alice').create()).code]).toEqual([0, 0])
    expect(await one.as('alice').create()).toMatchObject({ code: 1302 })
  })

  it('that says nothing, its connections open, has gone away as well', async () => {
    const redis = await startRedis()
    const [one] = await createInstances(redis, { emulator: { latency: 60_000 }, handler: { limits } })
    expect(await one.as('alice').create()).toMatchObject({ code: 0 })
    redis.freeze()
    expect(await one.as('alice').create()).toMatchObject({ code: 0 })
    await expect.poll(() => one.said).toContain('Redis is away: limits are counted here, and hints stay here')
    redis.thaw()
  })

  it('a callback that comes then still tells the pages of its own instance', async () => {
    const redis = await startRedis()
    const [one] = await createInstances(redis, { emulator: { latency: 300 }, handler: { watch: never } })
    const source = readEvents(await one.as('alice').send(path, { headers: wanted }))
    await redis.stop()
    const { data } = await one.as('alice').create()
    await expect.poll(() => one.emulator.tasks()[0]?.task_status).toBe('succeed')
    await one.shared.hints.publish({ task_id: data.task_id })
    await expect.poll(() => source.statuses()).toEqual(['submitted', 'succeed'])
  })
})
