import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  after,
  failed,
  notFound,
  ok,
  processing,
  refusal,
  refused,
  reset,
  silence,
  submitted,
  succeed,
  task,
  type Answer,
} from '../../test/fake-api.ts'
import { entryOf } from '../../test/journal-entries.ts'
import { everythingIn } from '../../test/everything-in.ts'
import { pngBytes } from '../../test/image-bytes.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import type { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import { memoryJournal } from '../journal/memory-journal.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'

const input = { prompt: 'a lighthouse' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A journal that takes its time, as one on a disk does, and tells what was put. */
function slowJournal(pauseMs = 50): TaskJournal & { readonly puts: JournalEntry[] } {
  const inside = memoryJournal()
  const puts: JournalEntry[] = []
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs))
  return {
    puts,
    put: async (entry) => {
      await pause()
      puts.push(entry)
      await inside.put(entry)
    },
    get: async (id) => {
      await pause()
      return inside.get(id)
    },
    list: async () => {
      await pause()
      return inside.list()
    },
    delete: async (id) => {
      await pause()
      await inside.delete(id)
    },
  }
}

function open(answers: { post?: Answer[]; look?: Answer[] }, options: OmniImageClientOptions = {}) {
  const journal = options.journal ?? memoryJournal()
  const { client, api } = startClient(answers, { ...options, journal })
  const entries = async (): Promise<readonly JournalEntry[]> => journal.list()
  return { client, api, journal, entries }
}

describe('before anything is sent', () => {
  it('the task stands in the journal', async () => {
    const journal = memoryJournal()
    let seen: readonly JournalEntry[] = []
    const { client } = open(
      { post: [async () => ((seen = await journal.list()), submitted(new Request('x:')))] },
      { journal },
    )
    await client.submit({ ...input, external_task_id: 'order-1' })
    expect(seen).toMatchObject([
      { version: 1, external_task_id: 'order-1', root: 'https://api.example.com/kling', state: 'submitting', ...input },
    ])
  })

  it('a journal that takes its time is waited for', async () => {
    const journal = slowJournal()
    const { client, api } = open({ post: [submitted] }, { journal })
    const accepted = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(49)
    expect(api.sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(api.posts()).toHaveLength(1)
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
  })

  it.each<[string, TaskJournal['put']]>([
    [
      'throws',
      () => {
        throw new Error('full')
      },
    ],
    ['rejects', () => Promise.reject(new Error('full'))],
    ['never answers', () => new Promise(() => undefined)],
  ])('a journal that %s stops the request', async (_name, put) => {
    const { client, api } = open({ post: [submitted] }, { journal: { ...memoryJournal(), put } })
    const failure = outcome(client.submit(input))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(failure.error).toMatchObject({ code: 'unexpected', notCreated: true })
    await vi.runAllTimersAsync()
    expect(api.sent).toEqual([])
  })

  it('nothing is kept that is secret or large', async () => {
    const { client, entries } = open({ post: [submitted] }, { token: 'very-secret-token' })
    await client.submit({
      ...input,
      resolution: '2K',
      n: 2,
      callback_url: 'https://app.example.com/hook?key=hidden',
      element_list: [{ element_id: 829836802793406551n }, { element_id: 123 }],
      image_list: [{ image: pngBytes(300, 300) }, { image: 'https://cdn.example.com/a.png?signature=hidden' }],
    })
    const [entry] = await entries()
    expect(entry).toMatchObject({
      options: {
        model_name: 'kling-v3-omni',
        resolution: '2k',
        n: 2,
        element_list: [{ element_id: '829836802793406551' }, { element_id: '123' }],
      },
      images: 2,
    })
    expect(everythingIn(entry)).not.toMatch(/secret|hidden|iVBOR/)
    expect(JSON.parse(JSON.stringify(entry))).toEqual(entry)
  })

  it('each entry has the options of its own request, however alike the requests before it were', async () => {
    const { client, entries } = open({ post: [submitted] })
    const asked = [{ resolution: '1k' }, { resolution: '2k' }, {}, { n: 2 }, { n: 2 }] as const
    for (const options of asked) await client.submit({ ...input, ...options })
    const kept = (await entries()).map(({ options }) => options)
    expect(kept.toReversed()).toEqual(asked.map((options) => ({ model_name: 'kling-v3-omni', ...options })))
  })

  it('a field that the spec does not have is kept, without the images and addresses in it', async () => {
    const { client, entries } = open({ post: [submitted] })
    const extra = { style: 'ink', callback_url: 'https://app.example.com/hook?key=hidden', image_list: ['iVBOR'] }
    await client.submit({ ...input, ...{ extra } })
    expect((await entries())[0]?.options).toEqual({ model_name: 'kling-v3-omni', extra: { style: 'ink' } })
  })

  it('a wrong input leaves no trace', async () => {
    const { client, entries } = open({})
    await client.submit({ ...input, n: 10 }).catch(() => undefined)
    expect(await entries()).toEqual([])
  })

  it('an abort while the journal writes sends nothing and leaves no trace', async () => {
    const journal = slowJournal()
    const { client, api, entries } = open({ post: [submitted] }, { journal })
    const controller = new AbortController()
    const failure = outcome(client.submit(input, { signal: controller.signal }))
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(0)
    expect(failure.error).toBe('enough')
    await vi.runAllTimersAsync()
    const left = outcome(entries())
    await vi.runAllTimersAsync()
    expect(left.value).toEqual([])
    expect(api.sent).toEqual([])
  })
})

describe('the journal', () => {
  it('follows the task to its pictures', async () => {
    const journal = slowJournal(0)
    const { client } = open({ post: [submitted], look: [processing, succeed] }, { journal })
    void client.generate(input)
    await vi.runAllTimersAsync()
    expect(journal.puts.map(({ state }) => state)).toEqual(['submitting', 'accepted', 'succeed'])
    expect(journal.puts[1]).toMatchObject({ task_id: 'task-1', submittedAt: expect.any(Number) })
    expect(journal.puts[2]).toMatchObject({ task: { task_status: 'succeed' }, finishedAt: expect.any(Number) })
  })

  it.each([0, 500])('knows of each change before any listener does, also when it takes %i ms', async (pauseMs) => {
    const journal = pauseMs ? slowJournal(pauseMs) : { ...memoryJournal(), puts: [] as JournalEntry[] }
    const states: (string | undefined)[] = []
    const spied = { ...journal, put: vi.fn<TaskJournal['put']>(journal.put) }
    const { client } = open({ post: [submitted], look: [processing, succeed] }, { journal: spied })
    void client.generate(input, {
      onSnapshot: ({ status }) => states.push(`${status} ${spied.put.mock.lastCall?.[0].state ?? 'nothing'}`),
    })
    await vi.runAllTimersAsync()
    expect(states).toEqual([
      'preparing nothing',
      'submitting nothing',
      'submitted accepted',
      'processing accepted',
      'succeed succeed',
    ])
  })

  it.each<[string, Answer, string | RegExp]>([
    ['refused', refusal(1301, 400, 'not allowed'), /not allowed/],
    ['never sent', refused, /ECONNREFUSED/],
  ])('says why a request was %s', async (_name, answer, reason) => {
    const { client, entries } = open({ post: [answer] }, { retry: 0 })
    void client.submit(input).catch(() => undefined)
    await vi.runAllTimersAsync()
    expect(await entries()).toMatchObject([{ state: 'failed', reason: expect.stringMatching(reason) }])
  })

  it('says why a task was given up', async () => {
    const { client, entries } = open({ post: [submitted], look: [failed] })
    void client.generate(input).catch(() => undefined)
    await vi.runAllTimersAsync()
    expect(await entries()).toMatchObject([{ state: 'failed', task_id: 'task-1', reason: expect.any(String) }])
  })

  it.each<[string, Answer[], OmniImageClientOptions, string]>([
    ['an unclear answer', [], {}, 'submitting'],
    ['a deadline', [submitted], { deadlineMs: 5_000 }, 'accepted'],
    ['a key that has expired', [submitted], {}, 'accepted'],
  ])('leaves a task unfinished after %s', async (name, post, options, state) => {
    const look = name.includes('key') ? refusal(1004, 401) : name.includes('unclear') ? notFound : processing
    const { client, entries } = open({ post: [...post, reset], look: [look] }, options)
    void client.generate(input).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await entries()).toMatchObject([{ state }])
  })

  it('keeps a task whose pictures are missing, so that they can be looked for later', async () => {
    const look = [ok(task('succeed'))]
    const { client, entries } = open({ post: [submitted], look })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.error).toMatchObject({ code: 'contract', task_id: 'task-1' })
    expect(await entries()).toMatchObject([{ state: 'accepted', task_id: 'task-1' }])
    look.push(succeed)
    const [found] = await client.resume()
    const again = outcome(found!.result())
    await vi.runAllTimersAsync()
    expect(again.value).toMatchObject({ images: [{ index: 0 }] })
    expect(await entries()).toMatchObject([{ state: 'succeed' }])
  })

  it('waits for a look where the create says that all is done, and shows nothing', async () => {
    const { client } = open({ post: [ok(task('succeed'))], look: [succeed] })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ images: [{ index: 0 }] })
  })

  it('that breaks after the request was sent takes nothing from the task', async () => {
    const inside = memoryJournal()
    const put: TaskJournal['put'] = (entry) => {
      if (entry.state === 'submitting') return inside.put(entry)
      throw new Error('full')
    }
    const { client } = open({ post: [submitted], look: [succeed] }, { journal: { ...inside, put } })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
  })

  it('that hangs after the request was sent holds the pictures up for a moment only', async () => {
    const inside = memoryJournal()
    const put: TaskJournal['put'] = (entry) =>
      entry.state === 'submitting' ? inside.put(entry) : new Promise(() => undefined)
    const { client } = open({ post: [submitted], look: [succeed] }, { journal: { ...inside, put } })
    const result = outcome(client.generate(input))
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is whole after close(): what was not sent is gone, what was sent is kept to its answer', async () => {
    let calls = 0
    const token = (): string | Promise<string> => (calls++ ? new Promise<string>(() => undefined) : 'key')
    const { client, entries } = open({ post: [after(1_000, submitted)] }, { token })
    void client.submit({ ...input, external_task_id: 'sent' }).catch(() => undefined)
    void client.submit({ ...input, external_task_id: 'unsent' }).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(100)
    client.close()
    await vi.runAllTimersAsync()
    expect(await entries()).toMatchObject([{ external_task_id: 'sent', state: 'accepted', task_id: 'task-1' }])
  })
})

describe('resume', () => {
  /** What a crash leaves: a client that is never heard of again, and its journal. */
  async function crashed(
    answers: { post?: Answer[]; look?: Answer[] },
    aliveMs: number,
    options: OmniImageClientOptions = {},
  ) {
    const { client, journal } = open(answers, options)
    void client.submit(input).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(aliveMs)
    vi.clearAllTimers()
    return journal
  }

  it('of nothing is nothing', async () => {
    const { client, api } = open({})
    expect(await client.resume()).toEqual([])
    expect(api.sent).toEqual([])
  })

  it('gives a task that was accepted, without asking', async () => {
    const journal = await crashed({ post: [submitted] }, 100)
    const { client, api } = open({ look: [processing, succeed] }, { journal })
    const [found, ...more] = await client.resume()
    expect([found?.task_id, found?.getSnapshot().status, more]).toEqual(['task-1', 'submitted', []])
    expect(api.sent).toEqual([])
    const result = outcome(found!.result())
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ images: [{ index: 0 }] })
    expect(await journal.list()).toMatchObject([{ state: 'succeed' }])
    expect(await client.resume()).toEqual([])
  })

  it('finds a task of which only the request is known', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client, api } = open({ look: [notFound, processing] }, { journal })
    const resumed = outcome(client.resume())
    await vi.runAllTimersAsync()
    expect(resumed.value).toMatchObject([{ task_id: 'task-1' }])
    expect(api.posts()).toHaveLength(0)
    expect(await journal.list()).toMatchObject([{ state: 'accepted', task_id: 'task-1' }])
  })

  it('gives a task that is over by now, with its pictures', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client } = open({ look: [succeed] }, { journal })
    const resumed = outcome(client.resume())
    await vi.runAllTimersAsync()
    expect(await resumed.value![0]!.result()).toMatchObject({ images: [{ index: 0 }] })
  })

  it('looks through the grace time for what was sent a moment ago, and once for what was sent long ago', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const first = open({ look: [notFound] }, { journal })
    const resumed = outcome(first.client.resume())
    await vi.runAllTimersAsync()
    expect(resumed.value).toEqual([])
    expect(first.api.looks().length).toBeGreaterThan(2)
    const later = open({ look: [notFound] }, { journal })
    vi.setSystemTime(Date.now() + 60_000)
    expect(await later.client.resume()).toEqual([])
    expect(later.api.looks()).toHaveLength(1)
  })

  it('keeps what was not found for a later call, in the same client too', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const look: Answer[] = [notFound]
    const { client } = open({ look }, { journal })
    const first = outcome(client.resume())
    await vi.runAllTimersAsync()
    expect(first.value).toEqual([])
    expect(await journal.list()).toMatchObject([{ state: 'submitting' }])
    expect(await client.resume()).toEqual([])
    look.push(processing)
    expect(await client.resume()).toMatchObject([{ task_id: 'task-1' }])
  })

  it('does not give up a request that may still be on its way', async () => {
    const journal = await crashed({ post: [silence] }, 100, { timeoutMs: 60_000 })
    const { client } = open({ look: [notFound] }, { journal })
    const resumed = outcome(client.resume())
    await vi.advanceTimersByTimeAsync(59_000)
    expect(resumed).toEqual({})
    await vi.advanceTimersByTimeAsync(20_000)
    expect(resumed.value).toEqual([])
  })

  it('does not wait for ever where the clock was set back', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client } = open({ look: [notFound] }, { journal })
    vi.setSystemTime(Date.now() - 86_400_000)
    const resumed = outcome(client.resume())
    await vi.advanceTimersByTimeAsync(700_000)
    expect(resumed.value).toEqual([])
  })

  it.each<[string, Partial<JournalEntry>, object]>([
    ['accepted', { state: 'accepted', task_id: 'task-1' }, { status: 'submitted', task_id: 'task-1' }],
    ['refused', { state: 'failed', reason: 'no' }, { status: 'failed', error: { notCreated: true, message: 'no' } }],
  ])('learns from the journal that what it could not find was %s', async (_name, news, expected) => {
    const journal = await crashed({ post: [silence] }, 100, { timeoutMs: 60_000 })
    const { client } = open({ look: [notFound] }, { journal })
    const [entry] = await journal.list()
    const restored = client.restore(entry!)!
    await vi.advanceTimersByTimeAsync(40_000)
    await journal.put({ ...entry!, ...news })
    expect(restored.getSnapshot()).toMatchObject({ status: 'submitting' })
    await vi.advanceTimersByTimeAsync(40_000)
    expect(restored.getSnapshot()).toMatchObject(expected)
  })

  it('learns from the journal what became of a task that it has given up', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client } = open({ look: [notFound] }, { journal })
    const [entry] = await journal.list()
    const restored = client.restore(entry!)!
    await vi.advanceTimersByTimeAsync(60_000)
    expect(restored.getSnapshot()).toMatchObject({ error: { code: 'submit-uncertain' } })
    await journal.put({ ...entry!, state: 'accepted', task_id: 'task-1' })
    expect(await client.resume()).toEqual([restored])
    expect(restored.getSnapshot()).toMatchObject({ status: 'submitted', task_id: 'task-1' })
  })

  it('waits out a network that is down', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client } = open({ look: [reset, reset, reset, processing] }, { journal })
    const resumed = outcome(client.resume())
    await vi.runAllTimersAsync()
    expect(resumed.value).toMatchObject([{ task_id: 'task-1' }])
  })

  it('twice at once is one', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client, api } = open({ look: [processing] }, { journal })
    const calls = [outcome(client.resume()), outcome(client.resume())]
    await vi.runAllTimersAsync()
    expect(calls[0]?.value?.[0]).toBe(calls[1]?.value?.[0])
    expect(api.looks()).toHaveLength(1)
  })

  it('in the page that started a task gives the very same handle', async () => {
    const { client } = open({ post: [submitted], look: [processing] })
    const started = await client.submit(input)
    expect(await client.resume()).toEqual([started])
    expect((await client.resume())[0]).toBe(started)
  })

  it('asks for a few at a time, however many there are', async () => {
    const journal = memoryJournal()
    const startedAt = Date.now() - 3_600_000
    for (let index = 0; index < 40; index++) void journal.put(entryOf(`order-${index}`, 'submitting', { startedAt }))
    let running = 0
    let most = 0
    const look: Answer = async (request) => {
      most = Math.max(most, ++running)
      const answer = await after(100, notFound)(request)
      running--
      return answer
    }
    const { client, api } = open({ look: [look] }, { journal, watch: { concurrency: 3 } })
    const resumed = outcome(client.resume())
    await vi.advanceTimersByTimeAsync(10_000)
    expect(resumed.value).toEqual([])
    expect([most, new Set(api.looks().map(({ url }) => url)).size]).toEqual([3, 40])
  })

  it('leaves the tasks of other addresses alone', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client, api } = open({}, { journal, baseUrl: 'https://other.example.com' })
    expect(await client.resume()).toEqual([])
    expect(api.sent).toEqual([])
    expect(await journal.list()).toHaveLength(1)
  })

  it('follows a task by its own id where the API knows no other', async () => {
    const journal = await crashed({ post: [submitted] }, 100)
    const byTaskId: Answer = (request) => (request.url.endsWith('/task-1') ? succeed : notFound)(request)
    const { client } = open({ look: [byTaskId] }, { journal })
    const [found] = await client.resume()
    const result = outcome(found!.result())
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
  })

  it('gives a task that has had its deadline another', async () => {
    const { client } = open(
      { post: [submitted], look: [...Array<Answer>(6).fill(processing), succeed] },
      { deadlineMs: 5_000 },
    )
    const first = outcome(client.generate(input))
    await vi.advanceTimersByTimeAsync(5_001)
    expect(first.error).toMatchObject({ code: 'task-timeout' })
    const [found] = await client.resume()
    expect(found?.getSnapshot()).toMatchObject({ status: 'processing' })
  })

  it('does not bring back what the API has forgotten long since', async () => {
    const journal = await crashed({ post: [submitted] }, 100)
    vi.setSystemTime(Date.now() + 86_400_000)
    const { client } = open({ look: [notFound] }, { journal })
    const [found] = await client.resume()
    const result = outcome(found!.result())
    await vi.runAllTimersAsync()
    expect(result.error).toMatchObject({ kind: 'not-found' })
    expect(await client.resume()).toEqual([])
  })

  it('ends with close()', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client } = open({ look: [notFound] }, { journal })
    const resumed = outcome(client.resume())
    await vi.advanceTimersByTimeAsync(1_500)
    client.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(resumed.value).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    expect(await journal.list()).toMatchObject([{ state: 'submitting' }])
  })

  it('rejects as soon as its signal fires', async () => {
    const journal = await crashed({ post: [silence] }, 100)
    const { client } = open({ look: [silence] }, { journal })
    const controller = new AbortController()
    const resumed = outcome(client.resume({ signal: controller.signal }))
    await vi.advanceTimersByTimeAsync(10)
    controller.abort('enough')
    await vi.advanceTimersByTimeAsync(0)
    expect(resumed.error).toBe('enough')
  })

  it('tells of a journal that cannot be read', async () => {
    const list: TaskJournal['list'] = () => Promise.reject(new Error('gone'))
    const { client } = open({}, { journal: { ...memoryJournal(), list } })
    await expect(client.resume()).rejects.toMatchObject({ code: 'unexpected', cause: { message: 'gone' } })
  })
})

describe('restore', () => {
  it('shows what is over as it ended, without asking', async () => {
    const { client, api, entries } = open({ post: [submitted, refusal(1301, 400, 'not allowed')], look: [succeed] })
    void client.generate(input)
    void client.generate({ prompt: 'something else' }).catch(() => undefined)
    await vi.runAllTimersAsync()
    const before = api.sent.length
    const shown = (await entries()).map((entry) => client.restore(entry)!.getSnapshot())
    expect(shown).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ status: 'succeed', images: [expect.objectContaining({ index: 0 })] }),
        expect.objectContaining({
          status: 'failed',
          error: expect.objectContaining({ message: expect.stringContaining('not allowed') }),
        }),
      ]),
    )
    expect(api.sent).toHaveLength(before)
  })

  it('shows a lost request as submitting, then as uncertain, and recover() works', async () => {
    const first = open({ post: [silence] })
    void first.client.submit({ ...input, external_task_id: 'order-1' }).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(100)
    vi.clearAllTimers()
    const look: Answer[] = [notFound]
    const { client } = open({ look }, { journal: first.journal })
    const [entry] = await first.entries()
    const restored = client.restore(entry!)!
    expect(restored.getSnapshot()).toMatchObject({ status: 'submitting', external_task_id: 'order-1' })
    await vi.runAllTimersAsync()
    const { error } = restored.getSnapshot()
    expect(error).toMatchObject({ code: 'submit-uncertain', external_task_id: 'order-1' })
    look.push(processing)
    expect(await (error as SubmitUncertainError).recover()).toMatchObject({ task_id: 'task-1' })
    expect(restored.getSnapshot()).toMatchObject({ status: 'processing', task: task('processing') })
  })
})

describe("a caller's own id that is in the journal", () => {
  const own = { ...input, external_task_id: 'order-1' }

  async function withUnclear(answers: { post?: Answer[]; look?: Answer[] }) {
    const first = open({ post: [silence] })
    void first.client.submit(own).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(100)
    vi.clearAllTimers()
    vi.setSystemTime(Date.now() + 60_000)
    return open(answers, { journal: first.journal })
  }

  it('and was sent without an answer is looked for first', async () => {
    const { client, api } = await withUnclear({ post: [submitted], look: [processing] })
    const accepted = outcome(client.submit(own))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(0)
  })

  it('and was never received is sent', async () => {
    const { client, api } = await withUnclear({ post: [submitted], look: [notFound] })
    const accepted = outcome(client.submit(own))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it('and has arrived after all is adopted', async () => {
    const duplicate = refusal(1201, 400, 'External_task_id already exists')
    const { client } = await withUnclear({ post: [duplicate], look: [notFound, ok(task('processing'))] })
    const accepted = outcome(client.submit(own))
    await vi.runAllTimersAsync()
    expect(accepted.value).toMatchObject({ task_id: 'task-1' })
  })

  it('and belongs to a task is not given away when it is refused', async () => {
    const { client, entries } = open({ post: [submitted, refusal(1201, 400, 'External_task_id already exists')] })
    await client.submit(own)
    const second = outcome(client.submit(own))
    await vi.runAllTimersAsync()
    expect(second.error).toMatchObject({ reason: 'duplicate-id', notCreated: true })
    expect(await entries()).toMatchObject([{ state: 'accepted', task_id: 'task-1' }])
  })
})

describe("a caller's own id that is being sent", () => {
  const own = { ...input, external_task_id: 'order-1' }

  async function twice(post: Answer[], second: object = own) {
    const look: Answer[] = [notFound]
    const { client, api, entries } = open({ post, look })
    const calls = [outcome(client.submit(own)), outcome(client.submit(second as typeof own))]
    await vi.advanceTimersByTimeAsync(25_000)
    look.unshift(succeed)
    look.length = 1
    return { calls, api, entries }
  }

  it('gives the same task to another call for it', async () => {
    const { calls, api, entries } = await twice([after(20_000, submitted)])
    expect(calls.map(({ value }) => value?.task_id)).toEqual(['task-1', 'task-1'])
    expect(api.posts()).toHaveLength(1)
    const result = outcome(calls[1]!.value!.result())
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ images: [{ index: 0 }] })
    expect(await entries()).toMatchObject([{ state: 'succeed' }])
  })

  it('is refused to a call for something else', async () => {
    const { calls, api } = await twice([after(20_000, submitted)], { ...own, prompt: 'a windmill' })
    expect(calls[0]!.value).toMatchObject({ task_id: 'task-1' })
    expect(calls[1]!.error).toMatchObject({ reason: 'duplicate-id', notCreated: true })
    expect(api.posts()).toHaveLength(1)
  })

  it('is sent by the next call where the first was refused', async () => {
    const { calls, api } = await twice([after(5_000, refusal(1301, 400)), submitted])
    expect(calls[0]!.error).toMatchObject({ code: 'api' })
    expect(calls[1]!.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(2)
  })

  it('is not sent again where nobody knows what became of the first', async () => {
    const { client, api } = open({ post: [reset], look: [notFound] })
    const calls = [outcome(client.submit(own)), outcome(client.submit(own))]
    await vi.advanceTimersByTimeAsync(60_000)
    const lost = { code: 'submit-uncertain', external_task_id: 'order-1' }
    expect(calls.map(({ error }) => error)).toEqual([expect.objectContaining(lost), expect.objectContaining(lost)])
    expect(api.posts()).toHaveLength(1)
  })

  it('is free again where the first call was called off in time', async () => {
    const { client, api } = open({ post: [submitted] }, { token: async () => 'key' })
    const controller = new AbortController()
    const first = outcome(client.submit(own, { signal: controller.signal }))
    const second = outcome(client.submit(own))
    controller.abort('enough')
    await vi.runAllTimersAsync()
    expect(first.error).toBe('enough')
    expect(second.value).toMatchObject({ task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })
})
