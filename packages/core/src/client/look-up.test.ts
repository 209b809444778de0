import { afterEach, describe, expect, it, vi } from 'vitest'
import { json, notFound, ok, page, refusal, refused, reset, succeed, task, type Answer } from '../../test/fake-api.ts'
import { outcome, startClient } from '../../test/start-client.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('get and list', () => {
  it.each<[string, Answer]>([
    ['a reset', reset],
    ['a refused connection', refused],
    ['a rate limit', refusal(1302, 429)],
    ['a 429 without a code', json({ error: { message: 'upstream saturated' } }, 429)],
    ['an internal error', refusal(5000, 500)],
    ['a bad gateway', page('<html>', 502)],
    ['a page in the place of an answer', page('<html>')],
  ])('try again after %s', async (_name, failure) => {
    const { client, api } = startClient({ look: [failure, succeed] })
    const seen = outcome(client.get('task-1'))
    await vi.runAllTimersAsync()
    expect(seen.value).toMatchObject({ task_status: 'succeed' })
    expect(api.looks()).toHaveLength(2)
  })

  it.each<[string, Answer]>([
    ['a refused key', refusal(1002, 401)],
    ['an unknown task', notFound],
    ['an empty account behind a 429', refusal(1102, 429)],
    ['an answer that does not fit', ok({ task_id: 'task-1' })],
  ])('do not try again after %s', async (_name, failure) => {
    const { client, api } = startClient({ look: [failure] })
    const seen = outcome(client.get('task-1'))
    await vi.runAllTimersAsync()
    expect(seen.error).toBeInstanceOf(Error)
    expect(api.looks()).toHaveLength(1)
  })

  it.each([
    [undefined, 3],
    [0, 1],
    [5, 6],
  ])('with retry %o send at most %i requests', async (retry, count) => {
    const { client, api } = startClient({ look: [reset] }, retry === undefined ? {} : { retry })
    const seen = outcome(client.list())
    await vi.runAllTimersAsync()
    expect(seen.error).toMatchObject({ code: 'connection' })
    expect(api.looks()).toHaveLength(count)
  })

  it('wait as long as Retry-After says', async () => {
    const { client, api } = startClient({ look: [refusal(1302, 429, 'busy', { 'retry-after': '20' }), succeed] })
    const seen = outcome(client.get('task-1'))
    await vi.advanceTimersByTimeAsync(19_999)
    expect(api.looks()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.value).toMatchObject({ task_status: 'succeed' })
  })

  it('wait until the date that Retry-After says', async () => {
    vi.useFakeTimers({ now: Date.parse('2030-01-01T00:00:00Z') })
    const date = 'Tue, 01 Jan 2030 00:00:20 GMT'
    const { client, api } = startClient({ look: [refusal(1302, 429, 'busy', { 'retry-after': date }), succeed] })
    const seen = outcome(client.get('task-1'))
    await vi.advanceTimersByTimeAsync(19_999)
    expect(api.looks()).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(seen.value).toMatchObject({ task_status: 'succeed' })
  })

  it.each(['86400', '99999999999'])('hand a Retry-After of %s s to the caller instead of waiting', async (seconds) => {
    const { client, api } = startClient({ look: [refusal(1302, 429, 'busy', { 'retry-after': seconds })] })
    const seen = outcome(client.get('task-1'))
    await vi.advanceTimersByTimeAsync(600_000)
    expect(seen.error).toMatchObject({ kind: 'rate-limit', retryAfterMs: Number(seconds) * 1000 })
    expect(api.looks().length).toBeLessThanOrEqual(3)
  })

  it('stop at once when they are aborted between two tries', async () => {
    const { client, api } = startClient({ look: [reset] })
    const controller = new AbortController()
    const seen = outcome(client.get('task-1', { signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.error).toBe('enough')
    expect(vi.getTimerCount()).toBe(0)
    expect(api.looks()).toHaveLength(1)
  })
})

describe('list', () => {
  it('gives the tasks of a page', async () => {
    const { client, api } = startClient({ look: [ok([task('succeed'), task('failed')])] })
    expect(await client.list({ pageNum: 2, pageSize: 50 })).toEqual([task('succeed'), task('failed')])
    expect(api.sent[0]?.url).toBe('https://api.example.com/kling/v1/images/omni-image?pageNum=2&pageSize=50')
  })

  it('asks for nothing that was not given', async () => {
    const { client, api } = startClient({ look: [ok([])] })
    expect(await client.list()).toEqual([])
    expect(api.sent[0]?.url).not.toMatch(/\?./)
  })

  it('takes ids that a relay writes as numbers', async () => {
    const { client } = startClient({
      look: [
        () =>
          new Response(
            '{"code":0,"data":[{"task_id":829836802793406551,"task_status":"succeed"},{"task_id":7,"task_status":"failed"}]}',
          ),
      ],
    })
    expect((await client.list()).map(({ task_id }) => task_id)).toEqual(['829836802793406551', '7'])
  })

  it('takes no data for an empty page', async () => {
    const { client } = startClient({ look: [ok(null)] })
    expect(await client.list()).toEqual([])
  })

  it('leaves out a task that nobody can read, and gives the others', async () => {
    const { client } = startClient({ look: [ok([task('succeed'), { task_id: 'odd' }, null])] })
    expect(await client.list()).toEqual([task('succeed')])
  })

  it.each([{}, 'none', [{}], [null]])('refuses %o in the place of a page', async (data) => {
    const { client } = startClient({ look: [ok(data)] })
    await expect(client.list()).rejects.toMatchObject({ code: 'contract' })
  })
})

it('says what in an answer does not fit', async () => {
  const { client } = startClient({ look: [ok({ task_status: 7 })] })
  await expect(client.get('task-1')).rejects.toMatchObject({
    code: 'contract',
    issues: expect.arrayContaining([
      expect.objectContaining({ path: expect.stringMatching(/task_id$/), code: 'required' }),
    ]),
  })
})
