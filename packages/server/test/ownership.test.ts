import { createStorage } from 'unstorage'
import fsDriver from 'unstorage/drivers/fs-lite'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Task } from '@omni-image/core/wire'
import { createDesk, type Desk, type DeskOptions, secret, upstreamIdOf } from './desk.ts'

const newSecret = 'another secret of more than thirty-two characters'

/** A second handler before the same API, as after a restart or on another machine. */
function nextTo(desk: Desk, options: DeskOptions = {}): Desk {
  return createDesk({
    ...options,
    upstream: ({ url, method, headers, body }) => {
      return desk.emulator.fetch(url, { method, headers, ...(body && { body }) })
    },
  })
}

describe('tasks are their user’s', () => {
  it('by both ids, on every instance', async () => {
    const desk = createDesk()
    const { data } = await desk.as('alice').create({ external_task_id: 'mine' })
    for (const one of [desk, nextTo(desk)]) {
      for (const id of [data.task_id, 'mine']) {
        const reply = await one.as('alice').get(id)
        expect(reply).toMatchObject({
          code: 0,
          data: { task_id: data.task_id, task_info: { external_task_id: 'mine' } },
        })
      }
    }
  })

  it('and for others not there, by any id and on any instance', async () => {
    const desk = createDesk()
    const { data } = await desk.as('alice').create({ external_task_id: 'mine' })
    const nobody = await desk.as('mallory').get('no-such-task')
    const { message, code, status } = nobody
    expect(status).toBe(404)
    for (const one of [desk, nextTo(desk)]) {
      for (const id of [data.task_id, 'mine', upstreamIdOf(desk)]) {
        expect(await one.as('mallory').get(id)).toMatchObject({ message, code, status })
      }
      expect((await one.as('mallory').list()).data).toEqual([])
    }
  })

  it('a foreign task costs as many looks as none at all', async () => {
    const desk = createDesk()
    const { data } = await desk.as('alice').create()
    const countLooks = async (id: string): Promise<number> => {
      desk.calls.length = 0
      await desk.as('mallory').get(id)
      return desk.calls.length
    }
    expect(await countLooks(data.task_id)).toBe(await countLooks('831922438904313344'))
  })

  it('two users may choose the same id', async () => {
    const { as } = createDesk()
    const one = await as('alice').create({ external_task_id: 'order-17' })
    const other = await as('bob').create({ external_task_id: 'order-17' })
    expect((await as('alice').get('order-17')).data.task_id).toBe(one.data.task_id)
    expect((await as('bob').get('order-17')).data.task_id).toBe(other.data.task_id)
  })

  it('two requests with one id are one paid request, also where the API takes every id', async () => {
    let posts = 0
    const { as } = createDesk({
      upstream: ({ method, body }) => {
        if (method !== 'POST') return undefined
        const { external_task_id } = JSON.parse(body) as { external_task_id: string }
        const task = { task_id: `t${(posts += 1)}`, task_status: 'submitted', task_info: { external_task_id } }
        return Response.json({ code: 0, data: task })
      },
    })
    const create = (): Promise<{ code: unknown }> => as('alice').create({ external_task_id: 'mine' })
    const replies = [...(await Promise.all([create(), create()])), await create()]
    expect(replies.map(({ code }) => String(code)).toSorted()).toEqual(['0', '1201', '1201']) // either may be first
    expect(posts).toBe(1)
  })

  it('an answer about somebody else’s task proves nothing', async () => {
    const desk = createDesk()
    const { data } = await desk.as('alice').create({ external_task_id: 'mine' })
    const mixedUp = createDesk({
      upstream: ({ headers }) =>
        desk.emulator.fetch(`http://upstream.test/kling/v1/images/omni-image/${data.task_id}`, { headers }),
    })
    expect(await mixedUp.as('mallory').get(crypto.randomUUID())).toMatchObject({ status: 404 })
  })

  it('an id that imitates a mark does not help', async () => {
    const desk = createDesk()
    await desk.as('alice').create({ external_task_id: 'mine' })
    const imitation = upstreamIdOf(desk)
    const { data } = await desk.as('mallory').create({ external_task_id: imitation })
    expect((await desk.as('mallory').get(imitation)).data.task_id).toBe(data.task_id)
  })

  it('pages hold one’s own tasks alone, newest first, without gaps', async () => {
    const desk = createDesk()
    for (let count = 0; count < 6; count += 1) {
      await desk.as('alice').create({ external_task_id: `a-${count}` })
      await desk.as('bob').create({ external_task_id: `b-${count}` })
    }
    const idsOf = (tasks: readonly Task[]): unknown[] => tasks.map(({ task_info }) => task_info?.external_task_id)
    const other = nextTo(desk).as('alice')
    expect(idsOf((await other.list('?pageNum=1&pageSize=4')).data)).toEqual(['a-5', 'a-4', 'a-3', 'a-2'])
    expect(idsOf((await other.list('?pageNum=2&pageSize=4')).data)).toEqual(['a-1', 'a-0'])
  })

  it.each(['?pageNum=0', '?pageSize=501', '?pageNum=x', '?pageSize=1.5'])('%s is no page', async (query) => {
    expect(await createDesk().as('alice').list(query)).toMatchObject({ status: 400, code: 1201 })
  })

  it('a new key in front leaves tasks of the old one their user’s', async () => {
    const desk = createDesk()
    await desk.as('alice').create({ external_task_id: 'old' })
    const rotated = nextTo(desk, { handler: { secret: [newSecret, secret] } })
    expect(await rotated.as('alice').get('old')).toMatchObject({ code: 0 })
    await rotated.as('alice').create({ external_task_id: 'new' })
    const onlyNew = nextTo(desk, { handler: { secret: newSecret } })
    expect(await onlyNew.as('alice').get('new')).toMatchObject({ code: 0 })
    expect(await onlyNew.as('alice').get('old')).toMatchObject({ status: 404 })
  })
})

describe('with a store, where the API does not repeat ids', () => {
  /** Takes what clients call their tasks out of every answer. */
  const forgetful: DeskOptions = {}

  function createForgetfulDesk(store: ReturnType<typeof createStorage>): { desk: Desk; again: () => Desk } {
    const first = createDesk(forgetful)
    const again = (): Desk =>
      createDesk({
        handler: { ownership: { store } },
        upstream: async ({ url, method, headers, body }) => {
          const isKnownOnlyByTaskId = method === 'POST' || /\/\d+$/.test(url)
          if (!isKnownOnlyByTaskId)
            return Response.json({ code: 'task_not_exist', message: 'no', data: null }, { status: 400 })
          const answer = await first.emulator.fetch(url, { method, headers, ...(body && { body }) })
          return new Response((await answer.text()).replaceAll(/"external_task_id":"[^"]*"/g, ''), answer)
        },
      })
    return { desk: again(), again }
  }

  function createFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'omni-image-owners-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    return folder
  }

  it('tasks are found by both ids and shown under the client’s, also after a restart', async () => {
    const base = createFolder()
    const { desk, again } = createForgetfulDesk(createStorage({ driver: fsDriver({ base }) }))
    const { data } = await desk.as('alice').create({ external_task_id: 'mine' })
    expect(data.task_info).toEqual({ external_task_id: 'mine' })
    const restarted = again()
    for (const id of ['mine', data.task_id]) {
      const reply = await restarted.as('alice').get(id)
      expect(reply.data).toMatchObject({ task_id: data.task_id, task_info: { external_task_id: 'mine' } })
    }
    for (const id of ['mine', data.task_id]) expect((await restarted.as('mallory').get(id)).status).toBe(404)
  })

  it('a task whose create got no answer is found by the client’s id, and is its user’s from then on', async () => {
    const store = createStorage()
    const desk = createDesk({
      handler: { ownership: { store } },
      emulator: { faults: [{ kind: 'cut-after-accept' }] },
    })
    expect(await desk.as('alice').create({ external_task_id: 'mine' })).toMatchObject({ code: 5002 })
    const { data } = await desk.as('alice').get('mine')
    expect(data.task_info).toEqual({ external_task_id: 'mine' })
    const restarted = nextTo(desk, { handler: { ownership: { store }, secret: [newSecret, secret] } })
    expect(await restarted.as('alice').get(data.task_id)).toMatchObject({ code: 0 })
    expect((await restarted.as('mallory').get('mine')).status).toBe(404)
  })

  it('a store that fails after the task was paid for does not keep its id from the browser', async () => {
    const store = { getItem: () => null, setItem: () => Promise.reject(new Error('disk full')) }
    const errors: object[] = []
    const logger = { info: () => undefined, warn: () => undefined, error: (entry: object) => void errors.push(entry) }
    const { as } = createDesk({ handler: { ownership: { store }, logger } })
    const { data } = await as('alice').create({ external_task_id: 'mine' })
    expect(await as('alice').get('mine')).toMatchObject({ code: 0, data: { task_id: data.task_id } })
    expect(errors).toMatchObject([{ task_id: data.task_id, user: 'alice' }])
  })
})
