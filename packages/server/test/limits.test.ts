import { RateLimiterMemory } from 'rate-limiter-flexible'
import { describe, expect, it, vi } from 'vitest'
import type { LimitOptions, RateRule } from '../src/index.ts'
import { createDesk, type Desk, type DeskOptions, path } from './desk.ts'
import { fakeClock } from './fake-clock.ts'
import { listen } from './listen.ts'

fakeClock()

const limited = (limits: LimitOptions, options: DeskOptions = {}): Desk =>
  createDesk({ ...options, handler: { limits } })

async function codesOf(count: number, ask: () => Promise<{ readonly code: number | string }>): Promise<unknown[]> {
  const codes: unknown[] = []
  for (let index = 0; index < count; index += 1) codes.push((await ask()).code)
  return codes
}

describe('limits', () => {
  it.each<[string, LimitOptions]>([
    ['requests', { perUser: { createsPerMinute: 0 } }],
    ['bytes', { bodyBytesPerUser: 1000 }],
  ])('of %s are told when all was sent', async (_name, limits) => {
    vi.useRealTimers()
    const port = await listen(limited(limits))
    let isAllSent = false
    const body = new ReadableStream<Uint8Array>({
      start: async (controller) => {
        for (let piece = 0; piece < 3; piece += 1) {
          await new Promise((resolve) => setTimeout(resolve, 100))
          controller.enqueue(new Uint8Array(200_000))
        }
        isAllSent = true
        controller.close()
      },
    })
    const headers = { 'x-user': 'alice', 'content-type': 'application/json', 'content-length': '600000' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, init)
    // Before that, browsers and proxies may take it for a broken connection, and a create for one whose outcome is open.
    expect(isAllSent).toBe(true)
    expect(await answer.json()).toMatchObject({ code: 1302 })
  })

  it('creates a minute: the client is told when to come back, and then may', async () => {
    const { as } = limited({ perUser: { createsPerMinute: 2 } })
    expect(await codesOf(2, () => as('alice').create())).toEqual([0, 0])
    const refused = await as('alice').create()
    expect(refused).toMatchObject({ status: 429, code: 1302 })
    expect(refused.headers.get('retry-after')).toBe('60')
    expect(await as('bob').create()).toMatchObject({ code: 0 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await as('alice').create()).toMatchObject({ code: 0 })
  })

  it('all together, too, and who is refused for it has used up nothing', async () => {
    const { as } = limited({ perUser: { createsPerMinute: 2 }, total: { createsPerMinute: 3 } })
    expect(await codesOf(2, () => as('alice').create())).toEqual([0, 0])
    expect(await codesOf(3, () => as('bob').create())).toEqual([0, 1302, 1302])
  })

  it('reads a minute', async () => {
    const { as } = limited({ perUser: { readsPerMinute: 2 } })
    expect(await codesOf(3, () => as('alice').list())).toEqual([0, 0, 1302])
  })

  it('pictures a day: n counts, the length of a series counts, and what came to nothing does not', async () => {
    const { as } = limited({ perUser: { imagesPerDay: 10 } })
    expect(await as('alice').create({ n: 5, prompt: 'forbidden' })).toMatchObject({ code: 1301 })
    expect(await as('alice').create({ n: 5 })).toMatchObject({ code: 0 })
    expect(await as('alice').create({ result_type: 'series', series_amount: 6 })).toMatchObject({ code: 1302 })
    expect(await as('alice').create({ result_type: 'series', series_amount: 'auto' })).toMatchObject({ code: 0 })
    const refused = await as('alice').create({ n: 2 })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000)
    expect(await as('alice').create({ n: 1 })).toMatchObject({ code: 0 })
  })

  it('a request whose id is taken uses up no pictures', async () => {
    const desk = limited({ perUser: { imagesPerDay: 10 } })
    await desk.as('alice').create({ n: 5, external_task_id: 'mine' })
    expect(await desk.as('alice').create({ n: 5, external_task_id: 'mine' })).toMatchObject({ code: 1201 })
    // Another instance has sent it: only the API knows.
    const { external_task_id } = JSON.parse(desk.calls[0]!.body) as { external_task_id: string }
    const other = limited(
      { perUser: { imagesPerDay: 10 } },
      { upstream: () => Response.json({ code: 1201, message: `${external_task_id} already exists` }, { status: 400 }) },
    )
    for (let attempt = 0; attempt < 4; attempt += 1) {
      expect(await other.as('alice').create({ n: 5, external_task_id: 'mine' })).toMatchObject({ code: 1201 })
    }
  })

  it('tasks at once: a place is free when its task is over', async () => {
    const { as } = limited({ perUser: { tasksAtOnce: 1 } }, { emulator: { latency: 5000 } })
    const { data } = await as('alice').create()
    const refused = await as('alice').create()
    expect(refused).toMatchObject({ status: 429, code: 1303 })
    expect(await as('bob').create()).toMatchObject({ code: 0 })
    await vi.advanceTimersByTimeAsync(5000)
    await as('alice').get(data.task_id)
    expect(await as('alice').create()).toMatchObject({ code: 0 })
  })

  it('also when nobody looks but the one who waits for the place', async () => {
    const { as } = limited({ perUser: { tasksAtOnce: 1 } }, { emulator: { latency: 5000 } })
    await as('alice').create()
    await vi.advanceTimersByTimeAsync(6000)
    expect(await as('alice').create()).toMatchObject({ code: 1303 })
    await vi.advanceTimersByTimeAsync(2000)
    await vi.waitFor(async () => expect(await as('alice').create()).toMatchObject({ code: 0 }))
  })

  it('an unclear create keeps its place until the task is found, or for ten minutes', async () => {
    const { as } = limited({ perUser: { tasksAtOnce: 1 } }, { emulator: { faults: [{ kind: 'cut-after-accept' }] } })
    expect(await as('alice').create({ external_task_id: 'mine' })).toMatchObject({ code: 5002 })
    expect(await as('alice').create()).toMatchObject({ code: 1303 })
    expect(await as('alice').get('mine')).toMatchObject({ data: { task_status: 'succeed' } })
    expect(await as('alice').create()).toMatchObject({ code: 0 })
  })

  it('a refused create gives its place back', async () => {
    const { as } = limited({ perUser: { tasksAtOnce: 1 } })
    expect(await as('alice').create({ prompt: 'forbidden' })).toMatchObject({ code: 1301 })
    expect(await as('alice').create()).toMatchObject({ code: 0 })
  })

  it('are counted by the limiter that was given, rule by rule', async () => {
    const rules: RateRule[] = []
    const rateLimiter = (rule: RateRule): RateLimiterMemory => {
      rules.push(rule)
      return new RateLimiterMemory(rule)
    }
    const { as } = limited({ rateLimiter, perUser: { createsPerMinute: 1 }, total: { imagesPerDay: 5 } })
    expect(await codesOf(2, () => as('alice').create())).toEqual([0, 1302])
    expect(rules).toEqual([
      { keyPrefix: 'omni-image:createsPerMinute:user', points: 1, duration: 60 },
      { keyPrefix: 'omni-image:imagesPerDay:total', points: 5, duration: 86_400 },
    ])
  })

  it('a limiter that fails lets nothing through', async () => {
    const rateLimiter = (): { consume: () => Promise<never>; reward: () => Promise<never> } => {
      const fail = (): Promise<never> => Promise.reject(new Error('redis is gone'))
      return { consume: fail, reward: fail }
    }
    const { as, calls } = limited({ rateLimiter })
    expect(await as('alice').create()).toMatchObject({ status: 503, code: 1302 })
    expect(calls).toEqual([])
  })
})
