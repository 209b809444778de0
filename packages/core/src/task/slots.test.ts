import { afterEach, describe, expect, it, vi } from 'vitest'
import { ok, refusal, silence, type Answer } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import type { OmniImageInput } from '../request/input.ts'
import type { StartedTask } from './started-task.ts'

const input = { prompt: 'a lighthouse' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** An account with so many slots, on which a task takes 20 s and `n` of them. */
function openAccount(size: number, options: OmniImageClientOptions = {}, headers: Record<string, string> = {}) {
  const account = { size }
  const tasks: { task_id: string; prompt: string; slots: number; endsAt: number }[] = []
  const isRunning = ({ endsAt }: { endsAt: number }): boolean => endsAt > Date.now()
  const used = (): number => tasks.filter(isRunning).reduce((sum, { slots }) => sum + slots, 0)
  let most = 0
  let refusals = 0
  const post: Answer = async (request) => {
    const {
      prompt,
      n = 1,
      result_type,
      series_amount = 4,
    } = (await request.json()) as {
      prompt: string
      n?: number
      result_type?: string
      series_amount?: number | 'auto'
    }
    const slots = result_type !== 'series' ? n : series_amount === 'auto' ? 4 : series_amount
    if (used() + slots > account.size) {
      refusals++
      return refusal(1303, 429, 'parallel task over resource pack limit', headers)(request)
    }
    const task_id = `task-${tasks.length + 1}`
    tasks.push({ task_id, prompt, slots, endsAt: Date.now() + 20_000 })
    most = Math.max(most, used())
    return ok({ task_id, task_status: 'submitted' })(request)
  }
  const show = (one: (typeof tasks)[number]) => ({
    task_id: one.task_id,
    task_status: isRunning(one) ? 'processing' : 'succeed',
    ...(!isRunning(one) && { task_result: { images: [{ url: `https://cdn.example.com/${one.task_id}` }] } }),
  })
  const look: Answer = (request) => {
    const one = tasks.find(({ task_id }) => request.url.endsWith(`/${task_id}`))
    return one ? ok(show(one))(request) : refusal(1203, 404, 'no such task')(request)
  }
  const { client, api } = startClient({ post: [post], look: [look] }, { deadlineMs: 300_000, ...options })
  const start = (prompt: string, more: Partial<OmniImageInput> = {}): StartedTask =>
    client.start({ prompt, ...more } as OmniImageInput)
  const order = (): string => tasks.map(({ prompt }) => prompt).join('')
  return { client, api, start, order, account, most: () => most, refusals: () => refusals }
}

describe('with a limit that was configured', () => {
  it('no more than that is in the making at once, in turn', async () => {
    const { start, order, most, refusals } = openAccount(100, { slots: 2 })
    for (const prompt of 'abcdefg') start(prompt)
    await vi.advanceTimersByTimeAsync(200_000)
    expect(order()).toBe('abcdefg')
    expect([most(), refusals()]).toEqual([2, 0])
  })

  it('a task that waits says so, and when it is its turn', async () => {
    const { start } = openAccount(100, { slots: 1 })
    start('a')
    const second = start('b')
    const seen: string[] = []
    second.subscribe(() => {
      const { status, waitingForSlot } = second.getSnapshot()
      seen.push(`${status}${waitingForSlot ? ', waiting' : ''}`)
    })
    expect(second.getSnapshot()).toMatchObject({ status: 'submitting', waitingForSlot: true })
    await vi.advanceTimersByTimeAsync(100_000)
    expect(seen).toEqual(['submitting', 'submitted', 'processing', 'succeed'])
  })

  it('nobody need look at a task for its end to be noticed', async () => {
    const { client, start, order } = openAccount(100, { slots: 1 })
    await client.submit({ prompt: 'a' })
    start('b')
    await vi.advanceTimersByTimeAsync(40_000)
    expect(order()).toBe('ab')
  })

  it('looking for those who wait ends with the last of them', async () => {
    const { client, start } = openAccount(100, { slots: 1 })
    await client.submit({ prompt: 'a' })
    start('b')
    await vi.advanceTimersByTimeAsync(40_000)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('a task takes as many slots as it makes pictures', async () => {
    const { start, most, order } = openAccount(100, { slots: 6 })
    start('a', { n: 3 })
    start('b', { result_type: 'series', series_amount: 'auto' })
    start('c', { n: 2 })
    start('d', { result_type: 'series' })
    await vi.advanceTimersByTimeAsync(10)
    expect(order()).toBe('a') // b does not fit, and c does not go before it
    await vi.advanceTimersByTimeAsync(150_000)
    expect(order()).toBe('abcd')
    expect(most()).toBe(6)
  })

  it('a task that is larger than the limit goes alone', async () => {
    const { start, order } = openAccount(100, { slots: 2 })
    start('a')
    start('b', { n: 9 })
    start('c')
    await vi.advanceTimersByTimeAsync(10)
    expect(order()).toBe('a')
    await vi.advanceTimersByTimeAsync(150_000)
    expect(order()).toBe('abc')
  })

  it('an abort leaves the line at once, sends nothing, and lets the next one pass', async () => {
    const { client, start, order } = openAccount(100, { slots: 1 })
    start('a')
    const controller = new AbortController()
    const second = outcome(client.submit({ prompt: 'b' }, { signal: controller.signal }))
    start('c')
    await vi.advanceTimersByTimeAsync(10)
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(0)
    expect(second.error).toBe('enough')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(order()).toBe('ac')
    expect(await client.journal.list()).toHaveLength(2)
  })

  it.each<[string, Answer]>([
    ['refused', refusal(1301, 400)],
    ['lost', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('a request that was %s gives its slot back', async (_name, answer) => {
    const { client, api } = startClient({ post: [answer], look: [refusal(1203, 404)] }, { slots: 1 })
    const ends = [1, 2, 3].map(() => outcome(client.submit(input)))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ends.every(({ error }) => error !== undefined)).toBe(true)
    expect(api.posts()).toHaveLength(3)
  })

  it('a task whose end nobody can see gives its slot back in the end', async () => {
    const post: Answer = ok({ task_id: 'task-1', task_status: 'submitted' })
    const { client, api } = startClient({ post: [post], look: [silence] }, { slots: 1, deadlineMs: 60_000 })
    await client.submit(input)
    await vi.advanceTimersByTimeAsync(30_000)
    void client.submit(input).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(api.posts()).toHaveLength(2)
  })

  it('close() empties the line', async () => {
    const { client, start } = openAccount(100, { slots: 1 })
    start('a')
    const second = start('b')
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(second.getSnapshot()).toMatchObject({ status: 'stopped', waitingForSlot: false })
    await vi.advanceTimersByTimeAsync(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('tasks that were under way before a reload count, too', async () => {
    const before = openAccount(100)
    for (const prompt of 'ab') await before.client.submit({ prompt })
    const { client, api } = startClient(
      { post: [ok({ task_id: 'task-3', task_status: 'submitted' })], look: [silence] },
      { slots: 2, journal: before.client.journal },
    )
    await client.resume()
    const third = client.start(input)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(third.getSnapshot()).toMatchObject({ waitingForSlot: true })
    expect(api.posts()).toHaveLength(0)
  })

  it.each([0, -1, Number.NaN])('%o is no limit', (slots) => {
    expect(() => startClient({}, { slots })).toThrow(/slots must be a number from 1/)
  })
})

describe('without one', () => {
  it('the limit is learned from the refusals, and those that were refused wait for the others', async () => {
    const { start, most, refusals, order } = openAccount(3)
    for (const prompt of 'abcdefghijkl') start(prompt)
    await vi.advanceTimersByTimeAsync(10)
    expect([order(), refusals()]).toEqual(['abc', 9])
    await vi.advanceTimersByTimeAsync(25_000)
    expect(order()).toBe('abcdef')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(order()).toBe('abcdefghijkl')
    expect(most()).toBe(3)
    expect(refusals()).toBeLessThan(20)
  })

  it('those that were refused come again no sooner than the API has asked', async () => {
    const { start, api } = openAccount(1, {}, { 'retry-after': '60' })
    const ends = ['a', 'b'].map((prompt) => outcome(start(prompt).result()))
    await vi.advanceTimersByTimeAsync(59_000)
    expect(ends[0]!.value).toBeDefined()
    expect(api.posts()).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(ends[1]!.value).toBeDefined()
    expect(api.posts()).toHaveLength(3)
  })

  it('a larger account is noticed while somebody waits', async () => {
    const { start, account, most } = openAccount(2)
    for (let count = 0; count < 40; count++) start(`${count}`)
    await vi.advanceTimersByTimeAsync(10)
    account.size = 4
    await vi.advanceTimersByTimeAsync(150_000)
    expect(most()).toBe(4)
  })

  it('a refusal by chance does not hold up a large batch', async () => {
    const { start, account, most, order } = openAccount(1)
    for (let count = 0; count < 200; count++) start('.')
    await vi.advanceTimersByTimeAsync(10)
    account.size = 1_000
    await vi.advanceTimersByTimeAsync(300_000)
    expect(order()).toHaveLength(200)
    expect(most()).toBeGreaterThan(20)
  })

  it('at a limit that stays it asks ever less often for more', async () => {
    const { start, refusals, order } = openAccount(3)
    for (let count = 0; count < 150; count++) start('.')
    await vi.advanceTimersByTimeAsync(10)
    const first = refusals()
    await vi.advanceTimersByTimeAsync(3_000_000)
    expect(order()).toHaveLength(150)
    expect(refusals() - first).toBeLessThan(60)
  })

  it('those that wait for tasks of our own do not run out of time', async () => {
    const { start, order } = openAccount(1, { deadlineMs: 60_000 })
    for (const prompt of 'abcdefgh') start(prompt)
    await vi.advanceTimersByTimeAsync(250_000)
    expect(order()).toBe('abcdefgh')
  })

  it('nobody waits in line while there is room', async () => {
    const { start, order } = openAccount(100)
    for (const prompt of 'abcdef') expect(start(prompt).getSnapshot().waitingForSlot).toBe(false)
    await vi.advanceTimersByTimeAsync(10)
    expect(order()).toBe('abcdef')
  })
})
