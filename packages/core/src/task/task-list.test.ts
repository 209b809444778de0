import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  after,
  failed,
  notFound,
  ok,
  processing,
  refusal,
  reset,
  silence,
  submitted,
  succeed,
  type Answer,
} from '../../test/fake-api.ts'
import { pngBytes } from '../../test/image-bytes.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import { memoryJournal } from '../journal/memory-journal.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'
import { createImageTask } from './image-task.ts'
import { createTaskList, type TaskList, type TaskListOptions } from './task-list.ts'

const input = { prompt: 'a lighthouse' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function open(
  answers: { post?: Answer[]; look?: Answer[] },
  callbacks: Partial<TaskListOptions> = {},
  options: OmniImageClientOptions = {},
) {
  const { client, api } = startClient(answers, options)
  const list = createTaskList({ client, ...callbacks })
  const shown: string[] = []
  const leave = list.subscribe(() => shown.push(statuses(list)))
  return { client, api, list, shown, leave }
}

const statuses = (list: TaskList): string =>
  list
    .getSnapshot()
    .map(({ status }) => status)
    .join()

const lookedFor = ({ url }: Request): string => new URL(url).pathname.split('/').at(-1)!

/** An API on which the n-th create makes `task-n`; a look finds it as `states` say, one word for each look at it. */
function tasksOf(...states: ('processing' | 'succeed')[]): { post: Answer[]; look: Answer[] } {
  let count = 0
  const looks = new Map<string, number>()
  const post: Answer = (request) => ok({ task_id: `task-${++count}`, task_status: 'submitted' })(request)
  const look: Answer = (request) => {
    const task_id = lookedFor(request)
    if (task_id === 'omni-image') return refusal(1202, 404)(request) // no list pages here
    const number = looks.get(task_id) ?? 0
    looks.set(task_id, number + 1)
    const task_status = states[Math.min(number, states.length - 1)]
    const images = [{ url: `https://cdn.example.com/${task_id}` }]
    return ok({ task_id, task_status, ...(task_status === 'succeed' && { task_result: { images } }) })(request)
  }
  return { post: [post], look: [look] }
}

const promptsIn = async (journal: TaskJournal): Promise<string[]> => (await journal.list()).map(({ prompt }) => prompt)

it('shows a task from the click to its pictures, one call for each change', async () => {
  const { list, shown } = open({ post: [submitted], look: [processing, processing, succeed] })
  const end = outcome(list.generate({ ...input, n: 2, resolution: '2k' }))
  expect(list.getSnapshot()).toMatchObject([{ prompt: 'a lighthouse', options: { n: 2, resolution: '2k' } }])
  await vi.runAllTimersAsync()
  expect(shown).toEqual(['preparing', 'submitting', 'submitted', 'processing', 'succeed'])
  expect(end.value).toBe(list.getSnapshot()[0]?.snapshot)
  expect(vi.getTimerCount()).toBe(0)
})

it('is empty at first, and asks for nothing', async () => {
  const { list, api, shown } = open({})
  await vi.runAllTimersAsync()
  expect([list.getSnapshot(), shown, api.sent]).toEqual([[], [], []])
})

it('puts the newest in front, and only what changed is another object', async () => {
  const { list } = open(tasksOf('processing', 'succeed'))
  void list.generate({ prompt: 'first' })
  await vi.runAllTimersAsync()
  const [first] = list.getSnapshot()
  void list.generate({ prompt: 'second' })
  const before = list.getSnapshot()
  expect(before.map(({ prompt }) => prompt)).toEqual(['second', 'first'])
  expect(before[1]).toBe(first)
  expect(list.getSnapshot()).toBe(before)
  await vi.runAllTimersAsync()
  expect(list.getSnapshot()).not.toBe(before)
  expect(list.getSnapshot()[1]).toBe(first)
})

it('a hundred at once call their listener once for each change of one, and looks that bring nothing cost nothing', async () => {
  const words = [...Array<'processing'>(20).fill('processing'), 'succeed' as const]
  const { list, api, shown } = open(tasksOf(...words), {}, { deadlineMs: 3_600_000 })
  for (let count = 0; count < 100; count++) void list.generate(input)
  await vi.runAllTimersAsync()
  expect(new Set(statuses(list).split(','))).toEqual(new Set(['succeed']))
  expect(shown).toHaveLength(100 * 5)
  expect(api.looks().length).toBeGreaterThan(100 * 20)
})

it('has the id of the request as key, drawn or given', async () => {
  const { list, api } = open(tasksOf('succeed'))
  void list.generate({ ...input, image_list: [{ image: new Blob([pngBytes(300, 300)]) }] })
  void list.generate({ ...input, external_task_id: 'order-1' })
  const keys = list.getSnapshot().map(({ key }) => key)
  expect(statuses(list)).toBe('submitting,preparing')
  await vi.dynamicImportSettled()
  await vi.runAllTimersAsync()
  const sent = await Promise.all(api.posts().map((request) => request.json() as Promise<{ external_task_id: string }>))
  expect(sent.map(({ external_task_id }) => external_task_id)).toEqual(keys)
  expect(keys[0]).toBe('order-1')
})

it('a second task under one id has a key of its own', () => {
  const { list } = open({ post: [silence] })
  void list.generate({ ...input, external_task_id: 'order-1' })
  void list.generate({ ...input, external_task_id: 'order-1' })
  const keys = list.getSnapshot().map(({ key }) => key)
  expect(new Set(keys).size).toBe(2)
})

describe('generate never rejects', () => {
  it.each<[string, { post?: Answer[]; look?: Answer[] }, object, string]>([
    ['a wrong input', {}, { ...input, n: 10 }, 'invalid-input'],
    ['an input that is none', {}, undefined as never, 'invalid-input'],
    ['a prompt that is none', {}, { prompt: { toString: 1 } }, 'invalid-input'],
    ['a refusal', { post: [refusal(1301, 400)] }, input, 'api'],
    ['a task that was given up', { post: [submitted], look: [failed] }, input, 'task-failed'],
    ['a deadline', { post: [submitted], look: [processing] }, input, 'task-timeout'],
    ['an unknown fate', { post: [reset], look: [notFound] }, input, 'submit-uncertain'],
  ])('after %s', async (_name, answers, wrong, code) => {
    const onError = vi.fn<NonNullable<TaskListOptions['onError']>>()
    const { client } = startClient(answers)
    const list = createTaskList({ client, onError })
    const end = outcome(list.generate(wrong as typeof input))
    await vi.advanceTimersByTimeAsync(700_000)
    expect(end.value).toMatchObject({ status: 'failed', error: { code } })
    const [item] = list.getSnapshot()
    expect(item).toMatchObject({ status: 'failed', isPending: false, snapshot: end.value })
    expect(onError.mock.calls).toEqual([[item?.error, item]])
  })
})

describe('generate with the input of a task whose fate is unknown', () => {
  it('looks for that task, and sends nothing', async () => {
    const look: Answer[] = [notFound]
    const { list, api } = open({ post: [reset], look })
    void list.generate({ ...input, n: 2 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(list.getSnapshot()).toMatchObject([{ error: { code: 'submit-uncertain' } }])
    look.push(succeed)
    const end = outcome(list.generate({ ...input, n: 2 }))
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'succeed' })
    expect(list.getSnapshot()).toMatchObject([{ status: 'succeed' }])
    expect(api.posts()).toHaveLength(1)
  })

  it('does so while it is being looked for, as with a double click on Retry', async () => {
    const { list, api } = open({ post: [reset], look: [after(300, notFound)] })
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(60_000)
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(100)
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(list.getSnapshot()).toMatchObject([{ error: { code: 'submit-uncertain' } }])
    expect(api.posts()).toHaveLength(1)
  })

  it('does so when the failure came after a stop, unseen', async () => {
    const { list, api } = open({ post: [reset], look: [notFound] })
    void list.generate(input)
    list.stop(list.getSnapshot()[0]!.key)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(statuses(list)).toBe('stopped')
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(statuses(list)).toBe('failed')
    expect(api.posts()).toHaveLength(1)
  })

  it('starts anew once that was removed', async () => {
    const { list, api, client } = open({ post: [reset, submitted], look: [notFound] })
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(60_000)
    list.remove(list.getSnapshot()[0]!.key)
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(10)
    expect(api.posts()).toHaveLength(2)
    expect(await client.journal.list()).toHaveLength(1)
  })
})

describe('stop', () => {
  it('looks away, and resume brings the pictures', async () => {
    const { list, api } = open(tasksOf('processing', 'succeed'))
    const end = outcome(list.generate(input))
    const { key } = list.getSnapshot()[0]!
    await vi.advanceTimersByTimeAsync(100)
    list.stop(key)
    expect(statuses(list)).toBe('stopped')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(end.value).toMatchObject({ status: 'stopped', task_id: 'task-1' })
    const { length } = api.looks()
    const again = outcome(list.resume(key))
    await vi.runAllTimersAsync()
    expect(again.value).toMatchObject({ status: 'succeed' })
    expect([length, api.posts().length]).toEqual([0, 1])
  })

  it('cancels what waits for a slot', async () => {
    const { list, api } = open({ post: [submitted], look: [processing] }, {}, { slots: 1 })
    void list.generate(input)
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(100)
    const [queued] = list.getSnapshot()
    expect(queued).toMatchObject({ status: 'submitting', snapshot: { waitingForSlot: true } })
    list.stop(queued!.key)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(statuses(list)).toBe('stopped,processing')
    expect(api.posts()).toHaveLength(1)
  })

  it('during a submit keeps the paid task', async () => {
    const { list } = open({ post: [after(3_000, submitted)], look: [succeed] })
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(10)
    list.stop(list.getSnapshot()[0]!.key)
    await vi.runAllTimersAsync()
    expect(list.getSnapshot()).toMatchObject([{ status: 'stopped', task_id: 'task-1' }])
  })
})

describe('remove', () => {
  it('looks away from a task that runs and forgets it, in the journal as well', async () => {
    const { list, client, api } = open({ post: [submitted], look: [processing] })
    const end = outcome(list.generate(input))
    await vi.advanceTimersByTimeAsync(5_000)
    const looks = api.looks().length
    list.remove(list.getSnapshot()[0]!.key)
    expect(list.getSnapshot()).toEqual([])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(end.value).toMatchObject({ status: 'stopped' })
    expect(await client.journal.list()).toEqual([])
    expect(api.looks()).toHaveLength(looks)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('of a task that somebody else goes on looking at does not bring it back', async () => {
    const { list, client } = open(tasksOf('processing', 'succeed'))
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(100)
    const result = outcome(client.restore(((await client.journal.list()) as JournalEntry[])[0]!)!.result())
    list.remove(list.getSnapshot()[0]!.key)
    await vi.runAllTimersAsync()
    expect(result.value).toMatchObject({ task_id: 'task-1' })
    expect(await client.journal.list()).toEqual([])
  })

  it('before the request was sent sends nothing', async () => {
    const { list, api } = open({ post: [submitted] })
    const end = outcome(list.generate({ ...input, image_list: [{ image: new Blob([pngBytes(300, 300)]) }] }))
    list.remove(list.getSnapshot()[0]!.key)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(end.value).toMatchObject({ status: 'stopped' })
    expect(api.sent).toEqual([])
  })

  it('while the request is on its way keeps the journal until the answer is there', async () => {
    const { list, client, shown } = open({ post: [after(3_000, submitted)], look: [succeed] })
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(10)
    list.remove(list.getSnapshot()[0]!.key)
    expect(list.getSnapshot()).toEqual([])
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await promptsIn(client.journal)).toEqual(['a lighthouse'])
    const { length } = shown
    await vi.advanceTimersByTimeAsync(2_000)
    expect(await promptsIn(client.journal)).toEqual([])
    expect(shown).toHaveLength(length)
  })

  it('while the request is on its way keeps the journal where no answer comes, as it may be billed', async () => {
    const { list, client } = open({ post: [reset], look: [notFound] })
    void list.generate(input)
    await vi.advanceTimersByTimeAsync(10)
    list.remove(list.getSnapshot()[0]!.key)
    await vi.runAllTimersAsync()
    expect(await promptsIn(client.journal)).toEqual(['a lighthouse'])
  })

  it('by a listener, in the middle of a change, is obeyed', async () => {
    const { list, api } = open({ post: [submitted] })
    list.subscribe(() => list.getSnapshot().forEach(({ key }) => list.remove(key)))
    const end = outcome(list.generate(input))
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'stopped' })
    expect([list.getSnapshot(), api.sent]).toEqual([[], []])
  })

  it('of what is not there changes nothing', () => {
    const { list, shown } = open({})
    list.remove('nobody')
    list.stop('nobody')
    expect(shown).toEqual([])
  })
})

it('clear forgets what is over, and keeps what runs or may come back', async () => {
  const running = { task_id: 'task-2', task_status: 'processing' }
  const { list, client, shown } = open({
    post: [submitted, ok(running), refusal(1301, 400), reset],
    look: [
      (request) =>
        (lookedFor(request) === 'task-1' ? succeed : lookedFor(request) === 'task-2' ? ok(running) : notFound)(request),
    ],
  })
  for (const prompt of ['done', 'running', 'refused', 'lost']) {
    void list.generate({ prompt })
    await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(60_000)
  expect(statuses(list)).toBe('failed,failed,processing,succeed')
  const { length } = shown
  list.clear()
  expect(list.getSnapshot().map(({ prompt }) => prompt)).toEqual(['lost', 'running'])
  expect(shown).toHaveLength(length + 1)
  expect(await promptsIn(client.journal)).toEqual(['lost', 'running'])
})

describe('the history', () => {
  /** What a page leaves behind in the journal when it is closed. */
  async function leaveBehind(answers: { post: Answer[]; look: Answer[] }, prompts: string[]): Promise<TaskJournal> {
    const journal = memoryJournal()
    const { list, client } = open(answers, {}, { journal })
    for (const prompt of prompts) {
      void list.generate({ prompt })
      await vi.advanceTimersByTimeAsync(1)
    }
    await vi.advanceTimersByTimeAsync(5_000)
    client.close()
    await vi.advanceTimersByTimeAsync(20_000)
    return journal
  }

  it('has what is over at once, with no request', async () => {
    const journal = await leaveBehind(tasksOf('succeed'), ['first', 'second'])
    const { list, api } = open({}, {}, { journal })
    expect(list.getSnapshot()).toMatchObject([
      { prompt: 'second', status: 'succeed', task_id: 'task-2', images: [{ url: 'https://cdn.example.com/task-2' }] },
      { prompt: 'first', status: 'succeed', task_id: 'task-1' },
    ])
    await vi.runAllTimersAsync()
    expect(api.sent).toEqual([])
  })

  it('goes on with what was not over, at most one request each', async () => {
    const journal = await leaveBehind(tasksOf('processing'), ['first', 'second'])
    const onSuccess = vi.fn<NonNullable<TaskListOptions['onSuccess']>>()
    const { list, api } = open({ look: tasksOf('succeed').look }, { onSuccess }, { journal })
    expect(list.getSnapshot()).toMatchObject([
      { prompt: 'second', isPending: true, task_id: 'task-2' },
      { prompt: 'first', isPending: true, task_id: 'task-1' },
    ])
    await vi.runAllTimersAsync()
    expect(statuses(list)).toBe('succeed,succeed')
    expect(api.posts()).toEqual([])
    expect(api.looks().filter(({ url }) => url.includes('/task-'))).toHaveLength(2)
    expect(onSuccess).toHaveBeenCalledTimes(2)
  })

  it('shows what got no answer as uncertain, and resume finds it', async () => {
    const journal = await leaveBehind({ post: [reset], look: [notFound] }, ['lost'])
    const look: Answer[] = [notFound]
    const { list, api } = open({ look }, {}, { journal })
    await vi.advanceTimersByTimeAsync(60_000)
    const [item] = list.getSnapshot()
    expect(item).toMatchObject({ status: 'failed', error: { code: 'submit-uncertain', external_task_id: item?.key } })
    look.push(succeed)
    const { length } = api.looks()
    const end = outcome(list.resume(item!.key))
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'succeed' })
    expect(api.looks()).toHaveLength(length + 1)
    expect(api.posts()).toEqual([])
  })

  it.each<[string, object, number]>([
    ['is looked for and not sent again by generate', { prompt: 'lost', image_list: [] }, 0],
    ['does not stand for what is something else', { prompt: 'lost', n: 2 }, 1],
  ])('of what got no answer %s', async (_name, again, posts) => {
    const journal = await leaveBehind({ post: [reset], look: [notFound] }, ['lost'])
    const { list, api } = open({ look: [notFound], post: [submitted] }, {}, { journal })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(statuses(list)).toBe('failed')
    void list.generate(again as typeof input)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(api.posts()).toHaveLength(posts)
  })

  it('can be removed', async () => {
    const journal = await leaveBehind(tasksOf('succeed'), ['first', 'second'])
    const { list } = open({}, {}, { journal })
    list.remove(list.getSnapshot()[0]!.key)
    await vi.runAllTimersAsync()
    expect(list.getSnapshot().map(({ prompt }) => prompt)).toEqual(['first'])
    expect(await promptsIn(journal)).toEqual(['first'])
  })

  it('leaves tasks of another address alone', async () => {
    const journal = await leaveBehind(tasksOf('succeed'), ['first'])
    const { list } = open({}, {}, { journal, baseUrl: 'https://elsewhere.example.com' })
    list.clear()
    await vi.runAllTimersAsync()
    expect(list.getSnapshot()).toEqual([])
    expect(await promptsIn(journal)).toEqual(['first'])
  })

  it('may come later, behind what was started meanwhile', async () => {
    const kept = await leaveBehind(tasksOf('succeed'), ['first'])
    const journal: TaskJournal = {
      ...kept,
      list: () => new Promise((resolve) => setTimeout(() => resolve(kept.list()), 1_000)),
    }
    const { list, shown } = open(tasksOf('succeed'), {}, { journal })
    void list.generate({ prompt: 'second' })
    expect(shown.at(-1)).toBe('submitting')
    await vi.runAllTimersAsync()
    expect(list.getSnapshot().map(({ prompt }) => prompt)).toEqual(['second', 'first'])
  })

  it('tells of a task that was given up here, once another tab knows more', async () => {
    const journal = await leaveBehind({ post: [reset], look: [notFound] }, ['lost'])
    const { list, leave } = open({ look: [notFound] }, {}, { journal })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(list.getSnapshot()).toMatchObject([{ error: { code: 'submit-uncertain' } }])
    const [entry] = await journal.list()
    await journal.put({ ...entry!, state: 'accepted', task_id: 'task-1' })
    leave()
    list.subscribe(() => undefined)
    expect(list.getSnapshot()).toMatchObject([{ status: 'submitted', task_id: 'task-1' }])
  })

  it('that cannot be read leaves an empty list', async () => {
    const journal: TaskJournal = {
      ...memoryJournal(),
      list: () => {
        throw new DOMException('no access', 'SecurityError')
      },
    }
    const { list, shown } = open({}, {}, { journal })
    await vi.runAllTimersAsync()
    expect([list.getSnapshot(), shown]).toEqual([[], []])
  })
})

describe('a screen that goes', () => {
  it('looks away, and sees what became of its tasks when it comes back', async () => {
    const { list, api, leave } = open(tasksOf('processing', 'succeed'))
    const end = outcome(list.generate(input))
    await vi.advanceTimersByTimeAsync(100)
    leave()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(end.value).toMatchObject({ status: 'stopped', task_id: 'task-1' })
    expect(api.looks()).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    list.subscribe(() => undefined)
    expect(statuses(list)).toBe('submitted')
    await vi.runAllTimersAsync()
    expect(statuses(list)).toBe('succeed')
  })

  it('still sends what was started, also what waits for a slot', async () => {
    const { list, api, leave } = open({ post: [after(1_000, submitted)], look: [succeed] }, {}, { slots: 1 })
    void list.generate(input)
    void list.generate(input)
    leave()
    await vi.runAllTimersAsync()
    expect(api.posts()).toHaveLength(2)
  })

  it('leaves what the user has stopped as it is', async () => {
    const { list, leave } = open({ post: [submitted], look: [processing] })
    void list.generate(input)
    list.stop(list.getSnapshot()[0]!.key)
    leave()
    list.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(statuses(list)).toBe('stopped')
  })
})

it('two lists of one client show the same, and each tells its own callbacks', async () => {
  const onSuccess = [vi.fn<() => void>(), vi.fn<() => void>()]
  const { client, list } = open(tasksOf('succeed'), { onSuccess: onSuccess[0] })
  const other = createTaskList({ client, onSuccess: onSuccess[1] })
  other.subscribe(() => undefined)
  void list.generate(input)
  expect(other.getSnapshot()).toBe(list.getSnapshot())
  await vi.runAllTimersAsync()
  expect(statuses(other)).toBe('succeed')
  expect(onSuccess.map(({ mock }) => mock.calls)).toEqual([[[list.getSnapshot()[0]]], [[list.getSnapshot()[0]]]])
})

it('shows what others start with the same client, as soon as it was accepted', async () => {
  const { client, list, shown } = open(tasksOf('succeed'))
  const result = outcome(client.generate(input))
  await vi.runAllTimersAsync()
  expect(result.value).toMatchObject({ task_id: 'task-1' })
  expect(list.getSnapshot()).toMatchObject([{ prompt: 'a lighthouse', task_id: 'task-1' }])
  expect(shown).toEqual(['submitted', 'succeed'])
})

it('shows what others find again', async () => {
  const look: Answer[] = [notFound]
  const { client, list } = open({ post: [reset], look })
  const screen = createImageTask({ client })
  void screen.generate(input)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(statuses(list)).toBe('failed')
  look.push(succeed)
  void screen.resume()
  expect(statuses(list)).toBe('submitting')
  await vi.runAllTimersAsync()
  expect(statuses(list)).toBe('succeed')
})

it('resume changes nothing where there is nothing to look for', async () => {
  const { list, api } = open(tasksOf('succeed'))
  expect(await list.resume('nobody')).toMatchObject({ status: 'idle' })
  const end = outcome(list.generate(input))
  await vi.runAllTimersAsync()
  const { length } = api.sent
  expect(await list.resume(list.getSnapshot()[0]!.key)).toBe(end.value)
  expect(api.sent).toHaveLength(length)
})

it('works unbound', async () => {
  const { list } = open(tasksOf('succeed'))
  const { generate, getSnapshot, stop, resume, remove, clear } = list
  void generate(input)
  const { key } = getSnapshot()[0]!
  await vi.advanceTimersByTimeAsync(10)
  stop(key)
  await vi.advanceTimersByTimeAsync(10)
  void resume(key)
  await vi.runAllTimersAsync()
  expect(statuses(list)).toBe('succeed')
  clear()
  remove(key)
  expect(getSnapshot()).toEqual([])
})
