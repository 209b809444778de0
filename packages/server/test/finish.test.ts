import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStorage, type Storage } from 'unstorage'
import fsLite from 'unstorage/drivers/fs-lite'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createStoredFinishes, type FinishCall, type OmniImageHandlerOptions } from '../src/index.ts'
import type { Task } from '@omni-image/core/wire'
import { createDesk, path, type Desk, type DeskOptions } from './desk.ts'
import { readEvents } from './event-source.ts'
import { fakeClock } from './fake-clock.ts'

const realSetTimeout = setTimeout
fakeClock()

/** Lets time pass in steps, with room for what takes none. */
async function live(seconds: number, stepSeconds = 1): Promise<void> {
  for (let lived = 0; lived < seconds; lived += stepSeconds) {
    await vi.advanceTimersByTimeAsync(stepSeconds * 1000)
    await new Promise((resolve) => realSetTimeout(resolve, 3))
  }
}

interface Telling {
  readonly task: Task
  readonly user: string
  readonly call: FinishCall
}

/** A handler that writes down what it is told; `fails` says how often that does not work. */
function createTellingDesk(
  options: DeskOptions = {},
  fails = 0,
  more: Partial<OmniImageHandlerOptions> = {},
): Desk & { readonly told: Telling[] } {
  const told: Telling[] = []
  const onTaskFinished = async (task: Task, user: string, call: FinishCall): Promise<void> => {
    told.push({ task, user, call })
    if (told.length <= fails) throw new Error('the disk is full')
  }
  const desk = createDesk({
    emulator: { latency: 10_000 },
    ...options,
    handler: { onTaskFinished, ...options.handler, ...more },
  })
  return { ...desk, told }
}

/** Another handler before the same API, as after a restart. */
function restart(desk: Desk, more: Partial<OmniImageHandlerOptions> = {}): Desk & { readonly told: Telling[] } {
  const upstream: DeskOptions['upstream'] = ({ url, method, headers, body }) =>
    desk.emulator.fetch(url, { method, headers, ...(body && { body }) })
  return createTellingDesk({ upstream }, 0, more)
}

function createFolder(): Storage {
  const base = mkdtempSync(join(tmpdir(), 'omni-image-finishes-'))
  onTestFinished(() => rmSync(base, { recursive: true }))
  return createStorage({ driver: fsLite({ base }) })
}

describe('the end of a task', () => {
  it('is told once, with the task as its user knows it, although nobody looks', async () => {
    const { as, told } = createTellingDesk()
    const { data } = await as('alice').create({ external_task_id: 'mine' })
    await live(30)
    expect(told.map(({ user }) => user)).toEqual(['alice'])
    expect(told[0]?.task).toMatchObject({
      task_id: data.task_id,
      task_status: 'succeed',
      task_info: { external_task_id: 'mine' },
      task_result: { images: [{ url: expect.stringContaining('http') as string }] },
    })
    await live(200, 5)
    expect(told).toHaveLength(1)
  })

  it('is told also where it is no good one', async () => {
    const { as, told } = createTellingDesk()
    await as('alice').create({ prompt: 'unfinishable' })
    await live(30)
    expect(told.map(({ task }) => task.task_status)).toEqual(['failed'])
  })

  it('of a request that came to nothing is never told, nor looked for', async () => {
    const { as, told, calls } = createTellingDesk()
    expect(await as('alice').create({ prompt: 'forbidden' })).toMatchObject({ code: 1301 })
    await live(200, 5)
    expect(told).toEqual([])
    expect(calls).toHaveLength(1)
  })

  it('of a request that got no answer is told, although nobody asks for it', async () => {
    const { as, told } = createTellingDesk({
      emulator: { latency: 10_000, faults: [{ kind: 'cut-after-accept' }] },
    })
    expect(await as('alice').create({ external_task_id: 'mine' })).toMatchObject({ code: 5002 })
    await live(150, 5)
    expect(told.map(({ user, task }) => [user, task.task_info?.external_task_id])).toEqual([['alice', 'mine']])
  })

  it('of a request that got no answer and made no task is looked for a while, and then no more', async () => {
    const { as, told, calls } = createTellingDesk({
      emulator: { latency: 10_000, faults: [{ kind: 'cut-before-accept' }] },
    })
    expect(await as('alice').create()).toMatchObject({ code: 5002 })
    await live(800, 5)
    const looks = calls.length
    await live(600, 5)
    expect(calls.length).toBe(looks)
    expect(told).toEqual([])
  })

  it('that could not be taken in is told again, later each time, under the same key', async () => {
    const { as, told } = createTellingDesk({}, 4)
    const { data } = await as('alice').create()
    await live(15)
    const early = told.length
    expect(early).toBeGreaterThan(0)
    await live(200, 5)
    expect(told).toHaveLength(5)
    expect(new Set(told.map(({ call }) => call.key))).toEqual(new Set([data.task_id]))
  })

  it('that cannot be taken in for a day is given up', async () => {
    const errors: string[] = []
    const log = (): void => undefined
    const logger = { info: log, warn: log, error: (_entry: object, text: string) => void errors.push(text) }
    const { as, told } = createTellingDesk({ handler: { logger } }, Infinity)
    await as('alice').create()
    await live(60)
    vi.setSystemTime(Date.now() + 25 * 60 * 60_000)
    await live(700, 5)
    expect(errors.at(-1)).toMatch(/is not called again/)
    const count = told.length
    await live(700, 5)
    expect(told).toHaveLength(count)
  })

  it('reaches browsers without waiting for whoever takes it in', async () => {
    let finish = (): void => undefined
    const onTaskFinished = () => new Promise<void>((resolve) => (finish = resolve))
    const { as, handler } = createTellingDesk({}, 0, { onTaskFinished })
    const { data } = await as('alice').create()
    const source = readEvents(
      await as('alice').send(`${path}/${data.task_id}`, { headers: { accept: 'text/event-stream' } }),
    )
    await live(20)
    expect(source.statuses().at(-1)).toBe('succeed')
    let isClosed = false
    const closing = handler.close().then(() => (isClosed = true))
    await live(1)
    expect(isClosed).toBe(false)
    finish()
    expect(await closing).toBe(true)
  })

  it('of many tasks at once brings a few calls at a time, and every one', async () => {
    let open = 0
    let most = 0
    const seen = new Set<string>()
    const onTaskFinished = async ({ task_id }: Task): Promise<void> => {
      most = Math.max(most, (open += 1))
      await new Promise((resolve) => setTimeout(resolve, 500))
      seen.add(task_id)
      open -= 1
    }
    const { as } = createTellingDesk({ handler: { limits: { perUser: {} } } }, 0, { onTaskFinished })
    for (let count = 0; count < 50; count += 1) await as('alice').create()
    await live(60)
    expect(seen.size).toBe(50)
    expect(most).toBe(8)
  })
})

describe('the end of a task that came while no instance was up', () => {
  it('is found in the store after a restart, by a look at the API', async () => {
    const storage = createFolder()
    const desk = createTellingDesk({}, 0, { finishes: createStoredFinishes(storage) })
    await desk.as('alice').create({ external_task_id: 'mine' })
    await desk.as('bob').create()
    await desk.handler.close()
    await live(300, 5)
    expect(desk.told).toEqual([])
    const next = restart(desk, { finishes: createStoredFinishes(storage) })
    await live(20)
    expect(next.told.map(({ user, task }) => `${user}: ${task.task_status}`).toSorted()).toEqual([
      'alice: succeed',
      'bob: succeed',
    ])
    await next.handler.close()
    const third = restart(desk, { finishes: createStoredFinishes(storage) })
    await live(20)
    expect(third.told).toEqual([])
    expect(await storage.getKeys()).toEqual([])
  })

  it('is waited for where it is still to come', async () => {
    const storage = createFolder()
    const desk = createTellingDesk({ emulator: { latency: 60_000 } }, 0, { finishes: createStoredFinishes(storage) })
    await desk.as('alice').create()
    await desk.handler.close()
    const next = restart(desk, { finishes: createStoredFinishes(storage) })
    await live(20)
    expect(next.told).toEqual([])
    await live(100)
    expect(next.told).toHaveLength(1)
  })

  it('is found where the gateway knows its own ids alone', async () => {
    const storage = createFolder()
    const gateway: DeskOptions = { emulator: { latency: 10_000, lookUpBy: 'task-id' } }
    const more = (): Partial<OmniImageHandlerOptions> => ({
      finishes: createStoredFinishes(storage),
      ownership: { store: storage },
    })
    const desk = createTellingDesk(gateway, 0, more())
    const { data } = await desk.as('alice').create()
    await desk.handler.close()
    await live(300, 5)
    const next = restart(desk, more())
    await live(20)
    expect(next.told.map(({ call }) => call.key)).toEqual([data.task_id])
  })

  it('without a store is not told', async () => {
    const desk = createTellingDesk()
    await desk.as('alice').create()
    await desk.handler.close()
    const next = restart(desk)
    await live(200, 5)
    expect(next.told).toEqual([])
  })

  it('a store that fails keeps no picture from being made, nor its end from being told', async () => {
    const fail = (): Promise<never> => Promise.reject(new Error('no space left'))
    const store = { getKeys: fail, getItem: fail, setItem: fail, removeItem: fail }
    const { as, told } = createTellingDesk({}, 0, { finishes: createStoredFinishes(store) })
    expect(await as('alice').create()).toMatchObject({ code: 0 })
    await live(30)
    expect(told).toHaveLength(1)
  })
})
