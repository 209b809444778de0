import type { Task } from '@omni-image/core/wire'
import { describe, expect, it, vi } from 'vitest'
import { createDesk, path, type Desk, type Visitor } from './desk.ts'
import { readEvents, type EventSource } from './event-source.ts'
import { fakeClock } from './fake-clock.ts'

const realSetTimeout = setTimeout
fakeClock()

const wanted = { accept: 'text/event-stream, application/json' }

async function listen(visitor: Visitor, id = '', headers: Record<string, string> = {}): Promise<EventSource> {
  const answer = await visitor.send(id ? `${path}/${id}` : path, { headers: { ...wanted, ...headers } })
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const source = readEvents(answer)
  await vi.waitFor(() => expect(source.comments()).toBe(1))
  return source
}

/** Lets time pass in steps, with room for what takes none. */
async function live(seconds: number): Promise<void> {
  for (let step = 0; step < seconds * 4; step += 1) {
    await vi.advanceTimersByTimeAsync(250)
    await new Promise((resolve) => realSetTimeout(resolve, 3))
  }
}

const looksOf = ({ calls }: Desk): number => calls.filter(({ method }) => method === 'GET').length

describe('a stream', () => {
  it('begins at once with a comment and the time to come back after', async () => {
    const source = await listen(createDesk().as('alice'))
    expect(source.text()).toMatch(/^: open\nretry: \d+\n\n/)
  })

  it('of a task begins with its state, and tells each change to the last', async () => {
    const { as } = createDesk({ emulator: { latency: 10_000 } })
    const { data } = await as('alice').create({ external_task_id: 'mine' })
    const source = await listen(as('alice'), data.task_id)
    await vi.waitFor(() => expect(source.events).toHaveLength(1))
    await live(20)
    expect(source.statuses()).toEqual(['submitted', 'processing', 'succeed'])
    expect(source.events.map(({ event }) => event)).toEqual(['task', 'task', 'task'])
    const { data: last } = source.events.at(-1)!
    expect(last.task_info).toEqual({ external_task_id: 'mine' })
    expect(last.task_result?.images).toHaveLength(1)
  })

  it('of somebody else’s task is none', async () => {
    const { as } = createDesk()
    const { data } = await as('alice').create()
    const answer = await as('mallory').send(`${path}/${data.task_id}`, { headers: wanted })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8'])
  })

  it('carries tasks that are created and looked at later, and none of other users', async () => {
    const desk = createDesk({ emulator: { latency: 10_000 } })
    const older = await desk.as('alice').create({ external_task_id: 'older' })
    const second = createDesk({
      upstream: ({ url, method, headers, body }) =>
        desk.emulator.fetch(url, { method, headers, ...(body && { body }) }),
    })
    const source = await listen(second.as('alice'))
    const { data: created } = await second.as('alice').create()
    await second.as('bob').create()
    await second.as('alice').get(older.data.task_id)
    await live(20)
    const finished = source.events.filter(({ data }) => data.task_status === 'succeed').map(({ data }) => data.task_id)
    expect(finished.toSorted()).toEqual([created.task_id, older.data.task_id].toSorted())
    expect(new Set(source.events.map(({ data }) => data.task_id)).size).toBe(2)
  })

  it('many browsers cost one look', async () => {
    const desk = createDesk({ emulator: { latency: 10_000 } })
    const { data } = await desk.as('alice').create()
    const sources = []
    for (let count = 0; count < 8; count += 1) sources.push(await listen(desk.as('alice'), data.task_id))
    await live(20)
    for (const source of sources) expect(source.statuses().at(-1)).toBe('succeed')
    expect(looksOf(desk)).toBeLessThanOrEqual(8)
  })

  it('nobody listens, nobody looks', async () => {
    const desk = createDesk({ emulator: { latency: 100_000 } })
    const { data } = await desk.as('alice').create()
    const source = await listen(desk.as('alice'), data.task_id)
    await source.close()
    await live(20)
    const looks = looksOf(desk)
    await live(60)
    expect(looksOf(desk)).toBe(looks)
  })

  it('gives a sign of life before anybody gives up', async () => {
    const source = await listen(createDesk().as('alice'))
    await live(30)
    expect(source.comments()).toBe(3)
  })

  it('a reader that comes back hears what it missed, and not again what it heard', async () => {
    const { as } = createDesk({ emulator: { latency: 10_000 } })
    const { data: one } = await as('alice').create()
    const before = await listen(as('alice'))
    await live(20)
    const lastEventId = before.events.at(-1)!.id
    await before.close()
    const { data: two } = await as('alice').create()
    const away = await listen(as('alice'))
    await live(20)
    expect(away.events.filter(({ data }) => data.task_id === one.task_id)).toEqual([])
    const back = await listen(as('alice'), '', { 'last-event-id': lastEventId })
    expect(back.events.map(({ data }) => [data.task_id, data.task_status])).toEqual([[two.task_id, 'succeed']])
    const elsewhere = await listen(as('alice'), '', { 'last-event-id': 'of-another-instance-7' })
    expect(elsewhere.events.map(({ data }) => data.task_id).toSorted()).toEqual([one.task_id, two.task_id].toSorted())
  })

  it('a task that cannot be looked at any more is told as a hint', async () => {
    let isRevoked = false
    const { as } = createDesk({
      emulator: { latency: 100_000 },
      upstream: () => (isRevoked ? Response.json({ code: 1103, message: 'no right' }, { status: 403 }) : undefined),
    })
    const { data } = await as('alice').create()
    const source = await listen(as('alice'), data.task_id)
    isRevoked = true
    await live(30)
    expect(source.events.at(-1)?.data).toEqual({ task_id: data.task_id })
  })

  it('ends after a while, so that the browser says anew who it is', async () => {
    const { as } = createDesk({ handler: { streams: { maxAgeMs: 60_000 } } })
    const source = await listen(as('alice'))
    await live(80)
    expect(source.isOver()).toBe(true)
  })

  it('ends with the handler, which leaves no timer', async () => {
    const desk = createDesk({ emulator: { latency: 10_000 }, handler: { limits: { perUser: {} } } })
    const { data } = await desk.as('alice').create()
    const source = await listen(desk.as('alice'), data.task_id)
    void desk.handler.close()
    await vi.waitFor(() => expect(source.isOver()).toBe(true))
    expect(vi.getTimerCount()).toBe(0)
  })

  it('whose reader left before it began takes nobody’s place', async () => {
    const leaving = new AbortController()
    const { as } = createDesk({
      handler: { streams: { perUser: 1 } },
      upstream: () => {
        leaving.abort()
        return undefined
      },
    })
    await as('alice').send(path + '/none', { headers: wanted, signal: leaving.signal })
    await as('alice').send(path, { headers: wanted, signal: leaving.signal })
    expect((await listen(as('alice'))).comments()).toBe(1)
  })

  it('that is asked for while the handler closes does not begin', async () => {
    let letIn = (_user: string): void => undefined
    const { as, handler } = createDesk({
      handler: { authorize: () => new Promise<string>((resolve) => (letIn = resolve)) },
    })
    const answer = as('alice').send(path, { headers: wanted })
    await handler.close()
    letIn('alice')
    expect((await answer).status).toBe(503)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('one too many is answered like a look', async () => {
    const { as } = createDesk({ handler: { streams: { perUser: 2 } } })
    await as('alice').create()
    const first = await listen(as('alice'))
    await listen(as('alice'))
    const third = await as('alice').send(path, { headers: wanted })
    expect(await third.json()).toMatchObject({ code: 0, data: [{ task_status: 'succeed' }] })
    await first.close()
    await listen(as('alice'))
  })

  it('a reader that takes nothing is let go, and costs one state for each task until then', async () => {
    const { as, handler } = createDesk({ emulator: { latency: 10_000 }, handler: { limits: { perUser: {} } } })
    const answer = await as('alice').send(path, { headers: wanted })
    const ids: string[] = []
    for (let count = 0; count < 100; count += 1) ids.push((await as('alice').create()).data.task_id)
    await live(90)
    const text = await answer.text().catch((error: Error) => error.message)
    expect(text).toBe('The reader is too slow')
    const next = await listen(as('alice'), ids[0])
    expect(next.statuses()).toEqual(['succeed'] satisfies Task['task_status'][])
    void handler.close()
  })
})
