import { afterEach, describe, expect, it, vi } from 'vitest'
import { json, ok, page, picture, refusal, reset, type Answer } from '../../test/fake-api.ts'
import { startClient } from '../../test/start-client.ts'
import type { OmniImageClient } from '../task/create-omni-image-client.ts'
import type { Task } from '../wire/generated/types.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** An API with list pages: the tasks in it, newest first, and one answer by id for each. */
function listing(tasks: Task[], list?: Answer): Answer {
  return (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const id = pathname.split('/').at(-1)
    if (id !== 'omni-image')
      return ok(tasks.find(({ task_id }) => task_id === id) ?? { task_id: id, task_status: '?' })(request)
    const [pageNum = 1, pageSize = 30] = ['pageNum', 'pageSize'].map((name) => Number(searchParams.get(name)))
    return (list ?? ok(tasks.slice((pageNum - 1) * pageSize, pageNum * pageSize)))(request)
  }
}

const running = (count: number, prefix = 'task'): Task[] =>
  Array.from({ length: count }, (_item, index) => ({ task_id: `${prefix}-${index}`, task_status: 'processing' }))

const follow = (client: OmniImageClient, tasks: readonly Task[]): (() => void)[] =>
  tasks.map(({ task_id }) => client.task(task_id).subscribe(() => undefined))

/** What was asked, without the address. */
const paths = (requests: readonly Request[]): (string | undefined)[] =>
  requests.map(({ url }) => url.split('/omni-image').at(-1))

describe('many tasks', () => {
  it('are looked at with one request', async () => {
    const tasks = running(20)
    const { client, api } = startClient({ look: [listing(tasks)] })
    follow(client, tasks)
    await vi.advanceTimersByTimeAsync(100)
    expect(paths(api.looks())).toEqual(['?pageNum=1&pageSize=30'])
  })

  it('cost one page where each is waited for twice', async () => {
    const tasks = running(10)
    const { client, api } = startClient({ look: [listing([...tasks, ...running(100, 'old')])] })
    follow(client, [...tasks, ...tasks])
    await vi.advanceTimersByTimeAsync(30_000)
    expect(api.looks().length).toBeGreaterThan(2)
    expect(paths(api.looks()).filter((path) => !path?.startsWith('?pageNum=1&'))).toEqual([])
  })

  it('are looked for on one page more where a new task has shifted one of them to the next', async () => {
    const tasks = running(1_000)
    const shifted = running(1, 'new').concat(tasks)
    const { client, api } = startClient({ look: [listing(tasks), listing(shifted)] })
    const handles = tasks.map(({ task_id }) => client.task(task_id))
    for (const handle of handles) handle.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(10)
    expect(paths(api.looks())).toEqual([1, 2, 3].map((pageNum) => `?pageNum=${pageNum}&pageSize=500`))
    expect(handles.at(-1)?.getSnapshot().status).toBe('processing')
  })

  it('are told what the page says', async () => {
    const tasks = running(3)
    const { client } = startClient({ look: [listing(tasks)] })
    const handles = tasks.map(({ task_id }) => client.task(task_id))
    for (const handle of handles) handle.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(100)
    tasks[1] = { ...tasks[1]!, task_status: 'succeed', task_result: { images: [picture] } }
    await vi.advanceTimersByTimeAsync(20_000)
    expect(handles.map((handle) => handle.getSnapshot().status)).toEqual(['processing', 'succeed', 'processing'])
  })

  it('are looked at by themselves where the page says that they are done, and leaves their pictures out', async () => {
    const tasks = running(3)
    const done: Task = { ...tasks[1]!, task_status: 'succeed' }
    const byId = listing([{ ...done, task_result: { images: [picture] } }])
    const look: Answer = (request) => (request.url.includes('?') ? ok([tasks[0], done, tasks[2]]) : byId)(request)
    const { client, api } = startClient({ look: [look] })
    const handles = tasks.map(({ task_id }) => client.task(task_id))
    for (const handle of handles) handle.subscribe(() => undefined)
    await vi.advanceTimersByTimeAsync(100)
    expect(handles.map((handle) => handle.getSnapshot().status)).toEqual(['processing', 'succeed', 'processing'])
    expect(paths(api.looks())).toEqual(['?pageNum=1&pageSize=30', '/task-1'])
  })

  it('are found under the id that they were sent with, too', async () => {
    const task: Task = { task_id: 'task-7', task_info: { external_task_id: 'mine' }, task_status: 'processing' }
    const { client, api } = startClient({ look: [listing([task, ...running(1)])] })
    const handle = client.task('mine')
    handle.subscribe(() => undefined)
    follow(client, running(1))
    await vi.advanceTimersByTimeAsync(100)
    expect(handle.task_id).toBe('task-7')
    expect(api.looks()).toHaveLength(1)
  })

  it('take larger pages, and a second one where the first does not hold them all', async () => {
    const tasks = running(700)
    const { client, api } = startClient({ look: [listing(tasks)] })
    follow(client, tasks)
    await vi.advanceTimersByTimeAsync(100)
    expect(paths(api.looks())).toEqual(['?pageNum=1&pageSize=500', '?pageNum=2&pageSize=500'])
  })

  it('that are not on the pages are looked at by their id at once', async () => {
    const { client, api } = startClient({ look: [listing([...running(40, 'other'), ...running(3)])] })
    follow(client, [...running(1), ...running(2, 'other')])
    await vi.advanceTimersByTimeAsync(100)
    expect(paths(api.looks())).toEqual(['?pageNum=1&pageSize=30', '/task-0'])
  })

  it('are asked for at most once a second for each page', async () => {
    const tasks = running(1_000)
    const { client, api } = startClient({ look: [listing(tasks)] })
    follow(client, tasks)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(api.looks().length).toBeGreaterThan(4)
    expect(api.looks().length).toBeLessThanOrEqual(32)
  })

  it('leave nothing behind when nobody waits any more', async () => {
    const tasks = running(20)
    const { client, api } = startClient({ look: [listing(tasks)] })
    const leave = follow(client, tasks)
    await vi.advanceTimersByTimeAsync(5_000)
    const { length } = api.looks()
    for (const unsubscribe of leave) unsubscribe()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(api.looks()).toHaveLength(length)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('an origin without list pages', () => {
  it.each<[string, Answer]>([
    ['refuses', refusal(1202, 404)],
    ['answers a page of its own', page('<html>', 404)],
    ['answers something else', ok({ task_id: 'omni-image', task_status: 'processing' })],
    ['answers an empty page', ok([])],
    ['answers tasks of others', ok(running(3, 'other'))],
    ['answers what nobody can read', json({ code: 0, data: [{ task_id: null }, 7] })],
  ])('is asked for them once, then by id at once: it %s', async (_name, list) => {
    const tasks = running(3)
    const { client, api } = startClient({ look: [listing(tasks, list)] })
    follow(client, tasks)
    await vi.advanceTimersByTimeAsync(0)
    const asked = new Set(paths(api.looks()))
    expect(asked).toEqual(new Set(['?pageNum=1&pageSize=30', '/task-0', '/task-1', '/task-2']))
    expect(api.looks()).toHaveLength(4)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(paths(api.looks()).filter((path) => path?.startsWith('?'))).toHaveLength(1)
  })
})

describe('list pages that fail for a moment', () => {
  it('are asked for again', async () => {
    const tasks = running(3)
    let count = 0
    const flaky: Answer = (request) => (++count % 3 === 2 ? reset(request) : ok(tasks)(request))
    const { client, api } = startClient({ look: [listing(tasks, flaky)] })
    follow(client, tasks)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(count).toBeGreaterThan(6)
    expect(paths(api.looks()).every((path) => path?.startsWith('?'))).toBe(true)
  })

  it('and go on failing are given up for looks by id', async () => {
    const tasks = running(3)
    let count = 0
    const dying: Answer = (request) => (++count > 1 ? refusal(5000, 500)(request) : ok(tasks)(request))
    const { client, api } = startClient({ look: [listing(tasks, dying)] })
    follow(client, tasks)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(count).toBe(4)
    expect(new Set(paths(api.looks().slice(-3)))).toEqual(new Set(['/task-0', '/task-1', '/task-2']))
  })
})

it('a deadline holds while a page is on its way', async () => {
  const silent: Answer = () => new Promise(() => undefined)
  const { client } = startClient({ look: [listing(running(2), silent)] }, { deadlineMs: 2_000 })
  const handles = running(2).map(({ task_id }) => client.task(task_id))
  for (const handle of handles) handle.subscribe(() => undefined)
  await vi.advanceTimersByTimeAsync(2_100)
  expect(handles.map((handle) => handle.getSnapshot().error?.code)).toEqual(['task-timeout', 'task-timeout'])
})
