import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  after,
  failed,
  ok,
  processing,
  refusal,
  reset,
  notFound,
  silence,
  submitted,
  succeed,
  task,
  type Answer,
} from '../../test/fake-api.ts'
import { catchUncaught } from '../../test/catch-uncaught.ts'
import { pngBytes } from '../../test/image-bytes.ts'
import { outcome, startClient } from '../../test/start-client.ts'
import type { OmniImageClientOptions } from '../client/options.ts'
import { createImageTask, type ImageTask, type ImageTaskOptions } from './image-task.ts'

const input = { prompt: 'a lighthouse' }

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function open(
  answers: { post?: Answer[]; look?: Answer[] },
  callbacks: Partial<ImageTaskOptions> = {},
  options: OmniImageClientOptions = {},
) {
  const { client, api } = startClient(answers, options)
  const screen = createImageTask({ client, ...callbacks })
  const shown: string[] = []
  screen.subscribe(() => shown.push(screen.getSnapshot().status))
  return { client, api, screen, shown }
}

/** Answers of an API on which the n-th create makes `task-n`, which finishes with a picture of its own. */
function tasksOf(...pausesMs: number[]): { post: Answer[]; look: Answer[] } {
  let count = 0
  const post: Answer = (request) => {
    const task_id = `task-${++count}`
    return after(pausesMs[count - 1] ?? 0, ok({ task_id, task_status: 'submitted' }))(request)
  }
  const look: Answer = (request) => {
    const task_id = request.url.split('/').at(-1)
    return ok({
      task_id,
      task_status: 'succeed',
      task_result: { images: [{ url: `https://cdn.example.com/${task_id}` }] },
    })(request)
  }
  return { post: [post], look: [look] }
}

it('shows a task from the click to its pictures', async () => {
  const { screen, shown } = open({ post: [submitted], look: [processing, succeed] })
  const end = outcome(screen.generate(input))
  await vi.runAllTimersAsync()
  expect(shown).toEqual(['preparing', 'submitting', 'submitted', 'processing', 'succeed'])
  expect(end.value).toBe(screen.getSnapshot())
})

it('is idle at first, and asks for nothing', async () => {
  const { screen, api } = open({})
  await vi.runAllTimersAsync()
  expect(screen.getSnapshot()).toMatchObject({ status: 'idle', images: [], task_id: undefined })
  expect(api.sent).toEqual([])
})

it('works unbound', async () => {
  const { screen } = open({ post: [submitted], look: [succeed] })
  const { generate, getSnapshot, stop, resume, reset, subscribe } = screen
  subscribe(() => undefined)()
  void generate(input)
  stop()
  await vi.runAllTimersAsync()
  void resume()
  await vi.runAllTimersAsync()
  expect(getSnapshot()).toMatchObject({ status: 'succeed' })
  reset()
  expect(getSnapshot()).toMatchObject({ status: 'idle' })
})

describe('generate never rejects', () => {
  it.each<[string, { post?: Answer[]; look?: Answer[] }, object, string]>([
    ['a wrong input', {}, { ...input, n: 10 }, 'invalid-input'],
    ['an input that is none', {}, undefined as never, 'invalid-input'],
    ['a refusal', { post: [refusal(1301, 400)] }, input, 'api'],
    ['a task that was given up', { post: [submitted], look: [failed] }, input, 'task-failed'],
    ['a deadline', { post: [submitted], look: [processing] }, input, 'task-timeout'],
    ['an unknown fate', { post: [reset], look: [notFound] }, input, 'submit-uncertain'],
    [
      'looks that all fail',
      { post: [submitted], look: [() => Promise.reject(new Error('bug'))] },
      input,
      'task-timeout',
    ],
  ])('after %s', async (_name, answers, wrong, code) => {
    const { screen } = open(answers)
    const end = outcome(screen.generate(wrong as typeof input))
    await vi.advanceTimersByTimeAsync(700_000)
    expect(end.value).toMatchObject({ status: 'failed', error: { code } })
    expect(screen.getSnapshot()).toBe(end.value)
  })
})

describe('stop', () => {
  it('during a submit keeps the paid task', async () => {
    const { screen, api } = open({ post: [after(3_000, submitted)], look: [processing] })
    void screen.generate(input)
    screen.stop()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'stopped', task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('during a submit shows at once, with the id that the task can be found by', async () => {
    const { screen } = open({ post: [silence], look: [notFound] })
    const end = outcome(screen.generate(input))
    await vi.advanceTimersByTimeAsync(10)
    screen.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(end.value).toMatchObject({ status: 'stopped', external_task_id: expect.any(String) })
  })

  it('while the references are read sends nothing', async () => {
    const { screen, api } = open({})
    const end = outcome(screen.generate({ ...input, image_list: [{ image: new Blob([pngBytes(300, 300)]) }] }))
    screen.stop()
    await vi.advanceTimersByTimeAsync(100)
    expect(end.value).toMatchObject({ status: 'stopped', external_task_id: undefined })
    expect(api.sent).toEqual([])
  })

  it('while the task runs looks away at once', async () => {
    const { screen, api } = open({ post: [submitted], look: [silence] })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(2_000)
    screen.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(screen.getSnapshot()).toMatchObject({ status: 'stopped', task_id: 'task-1' })
    expect(api.looks()[0]?.signal.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each<[string, (screen: ImageTask) => void]>([
    ['nothing was started', () => undefined],
    ['it was stopped already', (screen) => (void screen.generate(input), screen.stop())],
  ])('changes nothing when %s', (_name, prepare) => {
    const { screen } = open({ post: [submitted] })
    prepare(screen)
    const before = screen.getSnapshot()
    screen.stop()
    expect(screen.getSnapshot()).toBe(before)
  })

  it('changes nothing when the task is over', async () => {
    const { screen } = open({ post: [submitted], look: [succeed] })
    void screen.generate(input)
    await vi.runAllTimersAsync()
    screen.stop()
    expect(screen.getSnapshot()).toMatchObject({ status: 'succeed' })
  })

  it('hides a submit that fails afterwards until somebody looks again', async () => {
    const { screen } = open({ post: [after(1_000, refusal(1301, 400))] })
    void screen.generate(input)
    screen.stop()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'stopped' })
    expect(await screen.resume()).toMatchObject({ status: 'failed', error: { kind: 'moderation' } })
  })

  it('by a listener, in the middle of a change, is obeyed', async () => {
    const { screen, api } = open({ post: [submitted], look: [processing] })
    screen.subscribe(() => {
      if (screen.getSnapshot().status === 'preparing') screen.stop()
    })
    const end = outcome(screen.generate(input))
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'stopped' })
    expect(api.sent).toEqual([])
  })
})

describe('resume', () => {
  it('after a stop brings the pictures', async () => {
    const { screen, api } = open({ post: [submitted], look: [processing, succeed] })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(1_500)
    screen.stop()
    const end = outcome(screen.resume())
    expect(screen.getSnapshot()).toMatchObject({ status: 'processing' })
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'succeed' })
    expect(api.posts()).toHaveLength(1)
  })

  it('while a stopped submit is still on its way goes on with it', async () => {
    const { screen, api } = open({ post: [after(3_000, submitted)], look: [succeed] })
    void screen.generate(input)
    screen.stop()
    const end = outcome(screen.resume())
    expect(screen.getSnapshot()).toMatchObject({ status: 'submitting' })
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'succeed' })
    expect(api.posts()).toHaveLength(1)
  })

  it('after a deadline waits anew', async () => {
    const { screen } = open({ post: [submitted], look: [processing, succeed] }, {}, { deadlineMs: 2_000 })
    const first = outcome(screen.generate(input))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(first.value).toMatchObject({ error: { code: 'task-timeout' } })
    const second = outcome(screen.resume())
    await vi.runAllTimersAsync()
    expect(second.value).toMatchObject({ status: 'succeed' })
  })

  it('after an unknown fate looks for the task', async () => {
    const { screen, api } = open({ post: [reset], look: [notFound, notFound, notFound, notFound, processing, succeed] })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(screen.getSnapshot()).toMatchObject({ status: 'failed', error: { code: 'submit-uncertain' } })
    const end = outcome(screen.resume())
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'succeed' })
    expect(api.posts()).toHaveLength(1)
  })

  it('while the task runs gives the same end', async () => {
    const { screen } = open({ post: [submitted], look: [succeed] })
    const ends = [outcome(screen.generate(input)), outcome(screen.resume())]
    await vi.runAllTimersAsync()
    expect(ends[1]?.value).toBe(ends[0]?.value)
  })

  it.each<[string, { post?: Answer[]; look?: Answer[] }, string]>([
    ['it succeeded', { post: [submitted], look: [succeed] }, 'succeed'],
    ['the API gave it up', { post: [submitted], look: [failed] }, 'failed'],
    ['it was refused', { post: [refusal(1301, 400)] }, 'failed'],
  ])('changes nothing when %s', async (_name, answers, status) => {
    const onError = vi.fn<NonNullable<ImageTaskOptions['onError']>>()
    const { screen, api } = open(answers, { onError })
    void screen.generate(input)
    await vi.runAllTimersAsync()
    const before = screen.getSnapshot()
    const { length } = api.sent
    const calls = onError.mock.calls.length
    expect(await screen.resume()).toBe(before)
    await vi.runAllTimersAsync()
    expect(before).toMatchObject({ status })
    expect(api.sent).toHaveLength(length)
    expect(onError).toHaveBeenCalledTimes(calls)
  })

  it('changes nothing when nothing was started', async () => {
    const { screen } = open({})
    expect(await screen.resume()).toMatchObject({ status: 'idle' })
  })

  it('and stop, over and over, leave one task and no timer', async () => {
    const { screen, api } = open({ post: [submitted], look: [processing] })
    void screen.generate(input)
    for (let turn = 0; turn < 20; turn++) {
      await vi.advanceTimersByTimeAsync(300)
      screen.stop()
      void screen.resume()
    }
    screen.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(api.posts()).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a second generate while one runs', () => {
  it('is the one on the screen, whichever finishes first', async () => {
    const { screen } = open(tasksOf(20_000, 0))
    const ends = [outcome(screen.generate(input)), outcome(screen.generate(input))]
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({
      task_id: 'task-2',
      images: [{ url: 'https://cdn.example.com/task-2' }],
    })
    expect(ends.map(({ value }) => value?.task_id)).toEqual(['task-1', 'task-2'])
  })

  it('takes nothing from the older: both succeed, and both are told once', async () => {
    const onSuccess = vi.fn<NonNullable<ImageTaskOptions['onSuccess']>>()
    const { screen } = open(tasksOf(), { onSuccess })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(500)
    void screen.generate(input)
    await vi.runAllTimersAsync()
    expect(onSuccess.mock.calls.map(([{ task_id }]) => task_id)).toEqual(['task-1', 'task-2'])
  })

  it('is stopped together with the older', async () => {
    const { screen } = open({ post: [submitted], look: [processing] })
    const ends = [outcome(screen.generate(input)), outcome(screen.generate(input))]
    await vi.advanceTimersByTimeAsync(2_000)
    screen.stop()
    await vi.advanceTimersByTimeAsync(0)
    expect(ends.map(({ value }) => value?.status)).toEqual(['stopped', 'stopped'])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('reset', () => {
  it.each([0, 10, 1_500])('after %i ms shows idle, and stays so', async (pauseMs) => {
    const { screen, api } = open({ post: [after(1_000, submitted)], look: [succeed] })
    const end = outcome(screen.generate(input))
    await vi.advanceTimersByTimeAsync(pauseMs)
    screen.reset()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'idle', task_id: undefined, external_task_id: undefined })
    expect(end.value).toMatchObject({ status: 'stopped' })
    expect(api.posts()).toHaveLength(1)
  })

  it('leaves nothing to resume', async () => {
    const { screen } = open({ post: [submitted], look: [succeed] })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(10)
    screen.reset()
    expect(await screen.resume()).toMatchObject({ status: 'idle' })
  })

  it('leaves room for a new task', async () => {
    const { screen } = open(tasksOf(5_000))
    void screen.generate(input)
    screen.reset()
    void screen.generate(input)
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'succeed', task_id: 'task-2' })
  })
})

describe('callbacks', () => {
  it('tell a success once', async () => {
    const onSuccess = vi.fn<NonNullable<ImageTaskOptions['onSuccess']>>()
    const onError = vi.fn<NonNullable<ImageTaskOptions['onError']>>()
    const { screen } = open({ post: [submitted], look: [processing, succeed] }, { onSuccess, onError })
    void screen.generate(input)
    await vi.runAllTimersAsync()
    await screen.resume()
    expect(onSuccess.mock.calls).toEqual([[screen.getSnapshot()]])
    expect(onError).not.toHaveBeenCalled()
  })

  it('tell a failure once, with its error', async () => {
    const onError = vi.fn<NonNullable<ImageTaskOptions['onError']>>()
    const { screen } = open({ post: [submitted], look: [failed] }, { onError })
    void screen.generate(input)
    await vi.runAllTimersAsync()
    await screen.resume()
    expect(onError.mock.calls).toEqual([[screen.getSnapshot().error, screen.getSnapshot()]])
  })

  it('tell nothing of a task that nobody looks at', async () => {
    const onSuccess = vi.fn<NonNullable<ImageTaskOptions['onSuccess']>>()
    const onError = vi.fn<NonNullable<ImageTaskOptions['onError']>>()
    const { screen } = open({ post: [after(1_000, ok(task('failed')))] }, { onSuccess, onError })
    void screen.generate(input)
    screen.stop()
    await vi.runAllTimersAsync()
    expect([onSuccess.mock.calls, onError.mock.calls]).toEqual([[], []])
  })

  it('that throw leave the screen and the promise whole', async () => {
    const caught = catchUncaught()
    const bug = new Error('bug in a listener')
    const throws = (): never => {
      throw bug
    }
    const { screen, shown } = open({ post: [submitted], look: [succeed] }, { onSuccess: throws })
    screen.subscribe(throws)
    const late = vi.fn<() => void>()
    screen.subscribe(late)
    const end = outcome(screen.generate(input))
    await vi.runAllTimersAsync()
    expect(end.value).toMatchObject({ status: 'succeed' })
    expect(late).toHaveBeenCalledTimes(shown.length)
    expect(caught.every((error) => error === bug)).toBe(true)
    expect(caught).toHaveLength(shown.length + 1)
  })

  it('of a listener that throws do not keep stop, resume or reset from working', async () => {
    catchUncaught()
    const { screen } = open({ post: [submitted], look: [processing] })
    screen.subscribe(() => {
      throw new Error('bug in a listener')
    })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(100)
    expect(() => screen.stop()).not.toThrow()
    expect(() => void screen.resume()).not.toThrow()
    expect(() => screen.reset()).not.toThrow()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'idle' })
  })
})

describe('a second generate with the same input', () => {
  const lost = { post: [reset, submitted], look: [...Array<Answer>(4).fill(notFound), processing, succeed] }

  it('right after an unknown fate looks for the first task and pays for no second', async () => {
    const { screen, api } = open(lost)
    void screen.generate({ ...input, n: 2, image_list: [] })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(screen.getSnapshot()).toMatchObject({ error: { code: 'submit-uncertain' } })
    const again = outcome(screen.generate({ ...input, n: 2, image_list: [] }))
    await vi.runAllTimersAsync()
    expect(again.value).toMatchObject({ status: 'succeed', task_id: 'task-1' })
    expect(api.posts()).toHaveLength(1)
  })

  it('does so however often it is called, and says each time that nothing was found', async () => {
    const { screen, api } = open({ post: [reset], look: [notFound] })
    for (let click = 0; click < 3; click++) {
      const end = outcome(screen.generate(input))
      await vi.advanceTimersByTimeAsync(20_000)
      expect(end.value).toMatchObject({ status: 'failed', error: { code: 'submit-uncertain' } })
    }
    expect(api.posts()).toHaveLength(1)
  })

  it('does so while the first task is being looked for, as with a double click on Retry', async () => {
    const { screen, api } = open({ post: [reset], look: [after(300, notFound)] })
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(20_000)
    const ends = [outcome(screen.generate(input))]
    await vi.advanceTimersByTimeAsync(100)
    ends.push(outcome(screen.generate(input)))
    await vi.advanceTimersByTimeAsync(20_000)
    expect(ends.map(({ value }) => value?.error?.code)).toEqual(['submit-uncertain', 'submit-uncertain'])
    expect(api.posts()).toHaveLength(1)
  })

  it('does so when the failure came after a stop, unseen', async () => {
    const { screen, api } = open(lost)
    void screen.generate(input)
    screen.stop()
    await vi.advanceTimersByTimeAsync(20_000)
    const again = outcome(screen.generate(input))
    await vi.runAllTimersAsync()
    expect(again.value).toMatchObject({ status: 'succeed' })
    expect(api.posts()).toHaveLength(1)
  })

  it.each<[string, (screen: ImageTask) => unknown]>([
    ['another input', (screen) => screen.generate({ ...input, n: 3 })],
    ['a reset before it', (screen) => (screen.reset(), screen.generate(input))],
  ])('is a new task with %s', async (_name, again) => {
    const { screen, api } = open(lost)
    void screen.generate(input)
    await vi.advanceTimersByTimeAsync(20_000)
    void again(screen)
    await vi.advanceTimersByTimeAsync(100)
    expect(api.posts()).toHaveLength(2)
  })

  it('is a new task after any other end', async () => {
    const { screen, api } = open({ post: [refusal(1301, 400), submitted], look: [succeed] })
    for (let click = 0; click < 3; click++) {
      void screen.generate(input)
      await vi.runAllTimersAsync()
    }
    expect(api.posts()).toHaveLength(3)
  })
})

describe('with the journal', () => {
  /** The same app after a reload, in the middle of a task. */
  async function reload(answers: { post?: Answer[]; look?: Answer[] }, afterMs: number, options = {}) {
    const before = open(answers)
    void before.screen.generate({ prompt: 'first' })
    await vi.advanceTimersByTimeAsync(afterMs)
    vi.clearAllTimers()
    return open(answers, { journal: true, ...options }, { journal: before.client.journal })
  }

  it('a screen shows what was under way when the page went, at once', async () => {
    const onSuccess = vi.fn<NonNullable<ImageTaskOptions['onSuccess']>>()
    const { screen, shown, api } = await reload({ post: [submitted], look: [processing, succeed] }, 100, { onSuccess })
    expect(screen.getSnapshot()).toMatchObject({ status: 'idle' })
    screen.attach()
    expect(screen.getSnapshot()).toMatchObject({ status: 'submitted', task_id: 'task-1' })
    await vi.runAllTimersAsync()
    expect(shown).toEqual(['submitted', 'processing', 'succeed'])
    expect(onSuccess).toHaveBeenCalledTimes(1)
    expect(api.posts()).toHaveLength(0)
  })

  it('a request that was on its way shows as submitting, so that nobody sends another', async () => {
    const { screen, shown, api } = await reload({ post: [silence], look: [notFound, processing, succeed] }, 100)
    screen.attach()
    await vi.runAllTimersAsync()
    expect(shown).toEqual(['submitting', 'processing', 'succeed'])
    expect(api.posts()).toHaveLength(0)
  })

  it.each<[string, object, number]>([
    [
      'looks for the lost request and pays for no second',
      { prompt: 'first', image_list: [], model_name: 'kling-v3-omni' },
      0,
    ],
    ['is a new task with another prompt', { prompt: 'second' }, 1],
    ['is a new task with other options', { prompt: 'first', n: 2 }, 1],
    ['is a new task with an id of its own', { prompt: 'first', external_task_id: 'order-1' }, 1],
  ])('generate %s', async (_name, again, posts) => {
    const { screen, api } = await reload({ post: [silence], look: [notFound] }, 100)
    screen.attach()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(screen.getSnapshot()).toMatchObject({ error: { code: 'submit-uncertain' } })
    void screen.generate(again as typeof input)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(api.posts()).toHaveLength(posts)
  })

  it('a request that nobody has heard of for long is not shown', async () => {
    const { screen, api } = await reload({ post: [silence], look: [notFound] }, 100)
    vi.setSystemTime(Date.now() + 3_600_000)
    screen.attach()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'idle' })
    expect(api.sent).toEqual([])
  })

  it('a screen that is mounted twice shows it once', async () => {
    const { screen, api } = await reload({ post: [submitted], look: [processing, succeed] }, 100)
    screen.attach()()
    screen.attach()
    await vi.runAllTimersAsync()
    expect(screen.getSnapshot()).toMatchObject({ status: 'succeed' })
    expect(api.looks()).toHaveLength(2)
  })

  it('a screen that leaves stops looking', async () => {
    const { screen } = await reload({ post: [submitted], look: [processing] }, 100)
    const leave = screen.attach()
    await vi.advanceTimersByTimeAsync(5_000)
    leave()
    await vi.advanceTimersByTimeAsync(0)
    expect(screen.getSnapshot()).toMatchObject({ status: 'stopped' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that is finished a screen stays idle, and asks the journal once', async () => {
    const { screen, client } = open({ post: [submitted], look: [succeed] }, { journal: true })
    const list = vi.spyOn(client.journal, 'list')
    screen.attach()()
    screen.attach()
    expect(screen.getSnapshot()).toMatchObject({ status: 'idle' })
    expect(list).toHaveBeenCalledTimes(1)
  })

  it('that takes its time does not get in the way of a click', async () => {
    const { client } = open({ post: [submitted], look: [processing] })
    void client.start({ prompt: 'first' })
    const entries = await client.journal.list()
    const slow = { ...client.journal, list: async () => entries }
    const screen = createImageTask({ client: { ...client, journal: slow }, journal: true })
    screen.attach()
    void screen.generate({ prompt: 'second', external_task_id: 'clicked' })
    await vi.advanceTimersByTimeAsync(100)
    expect(screen.getSnapshot()).toMatchObject({ external_task_id: 'clicked' })
  })

  it.each(['leaves before the journal has answered', 'stays'])('a screen that %s', async (what) => {
    const { client } = await reload({ post: [submitted], look: [processing] }, 100)
    const entries = await client.journal.list()
    const slow = { ...client.journal, list: async () => entries }
    const screen = createImageTask({ client: { ...client, journal: slow }, journal: true })
    const leave = screen.attach()
    if (what !== 'stays') leave()
    await vi.advanceTimersByTimeAsync(100)
    expect(screen.getSnapshot().status).toBe(what === 'stays' ? 'submitted' : 'idle')
    screen.attach()
    await vi.advanceTimersByTimeAsync(100)
    expect(screen.getSnapshot().status).toBe('submitted')
  })
})
