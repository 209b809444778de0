import { describe, expect, it } from 'vitest'
import { createDesk, path, read } from './desk.ts'

describe('the account', () => {
  it.each([
    ['nothing', {}, 1001],
    ['no bearer', { authorization: 'Basic abc' }, 1002],
    ['another token', { authorization: 'Bearer other' }, 1002],
  ])('is closed to %s', async (_name, headers, code) => {
    const { send } = createDesk({ token: 'right' })
    expect(await read(await send(path, { headers }))).toMatchObject({ status: 401, code })
  })

  it('opens to its token', async () => {
    const { send } = createDesk({ token: 'right' })
    expect((await send(path, { headers: { authorization: 'Bearer right' } })).status).toBe(200)
  })

  it('answers with and without the prefix, and knows no other path', async () => {
    const { send } = createDesk()
    expect((await send('/v1/images/omni-image')).status).toBe(200)
    const lost = await send('/kling/v1/images/generations')
    expect(lost.status).toBe(404)
    expect(await lost.json()).toEqual({
      error: { message: 'Invalid URL (GET /kling/v1/images/generations)', type: 'invalid_request_error', code: '' },
    })
  })

  it('does not know other methods', async () => {
    expect(await read(await createDesk().send(path, { method: 'DELETE' }))).toMatchObject({ status: 404, code: 1202 })
  })

  it('has each external_task_id once, also when two come at the same moment', async () => {
    const { create, emulator } = createDesk()
    const replies = await Promise.all([create({ external_task_id: 'mine' }), create({ external_task_id: 'mine' })])
    expect(replies.map(({ status }) => status)).toSatisfy(
      (statuses: number[]) => statuses.includes(200) && statuses.includes(400),
    )
    expect(replies.find(({ status }) => status === 400)).toMatchObject({
      code: 1201,
      message: 'External_task_id mine already exists',
    })
    expect(emulator.ledger().tasks).toBe(1)
  })

  it('finds a task by either id', async () => {
    const { create, get } = createDesk()
    const { data } = await create({ external_task_id: 'mine/with ümlaut' })
    expect((await get('mine/with ümlaut')).data).toEqual((await get(data.task_id)).data)
    expect(await get('other')).toMatchObject({
      status: 400,
      code: 1201,
      message: 'Task not found by id/external id: other',
    })
  })

  it('behind a gateway with a table of its own, finds a task by its own id alone', async () => {
    const { create, get } = createDesk({ lookUpBy: 'task-id' })
    const { data } = await create({ external_task_id: 'mine' })
    expect((await get(data.task_id)).data.task_info).toEqual({ external_task_id: 'mine' })
    expect(await get('mine')).toMatchObject({ status: 400, message: 'Task not found by id/external id: mine' })
    expect(await create({ external_task_id: 'mine' })).toMatchObject({ code: 1201 })
  })

  it('lists pages, newest first, until one is short', async () => {
    const { create, list } = createDesk()
    const made: string[] = []
    for (let count = 0; count < 5; count += 1) made.unshift((await create()).data.task_id)
    const pages = await Promise.all([1, 2, 3].map((pageNum) => list(`?pageNum=${pageNum}&pageSize=2`)))
    expect(pages.map(({ data }) => data.map(({ task_id }) => task_id))).toEqual([
      made.slice(0, 2),
      made.slice(2, 4),
      made.slice(4),
    ])
    expect((await list()).data).toHaveLength(5)
  })

  it.each(['pageNum=0', 'pageNum=1001', 'pageSize=0', 'pageSize=501', 'pageSize=two'])(
    'refuses the page %s',
    async (query) => {
      const reply = await createDesk().list(`?${query}`)
      expect(reply).toMatchObject({
        status: 400,
        code: 1201,
        message: expect.stringContaining(query.split('=')[0] ?? ''),
      })
    },
  )

  it('has slots that count images and come free when a task ends', async () => {
    const { create, clock } = createDesk({ limits: { slots: 4 } })
    expect(await create({ n: 3 })).toMatchObject({ code: 0 })
    expect(await create({ result_type: 'series', series_amount: 2 })).toMatchObject({
      status: 429,
      code: 1303,
      message: 'parallel task over resource pack limit',
    })
    expect(await create({ n: 1 })).toMatchObject({ code: 0 })
    clock.advance(10_000)
    expect(await create({ n: 4 })).toMatchObject({ code: 0 })
  })

  it('allows so many requests in a second', async () => {
    const { list, clock } = createDesk({ limits: { requestsPerSecond: 2 } })
    await list()
    await list()
    expect(await list()).toMatchObject({ status: 429, code: 1302 })
    clock.advance(1000)
    expect(await list()).toMatchObject({ status: 200 })
  })

  it('refuses a moderated word at once and bills nothing', async () => {
    const { create, emulator } = createDesk()
    expect(await create({ prompt: 'A Forbidden city' })).toMatchObject({ status: 400, code: 1301 })
    expect(await create({ prompt: 'An unforbiddenly nice city' })).toMatchObject({ status: 200 })
    expect(emulator.ledger().tasks).toBe(1)
  })

  it.each([
    [{}, { tasks: 1, images: 1, units: 8 }],
    [
      { n: 9, resolution: '4k' },
      { tasks: 1, images: 9, units: 144 },
    ],
    [{ result_type: 'series' }, { tasks: 1, images: 4, units: 32 }],
    [
      { result_type: 'series', series_amount: 2, n: 9, resolution: '2k' },
      { tasks: 1, images: 2, units: 16 },
    ],
    [
      { result_type: 'single', series_amount: 9, n: 2 },
      { tasks: 1, images: 2, units: 16 },
    ],
  ])('bills %j as %j', async (changes, ledger) => {
    const { create, emulator } = createDesk()
    await create(changes)
    expect(emulator.ledger()).toEqual(ledger)
  })

  it('remembers requests without tokens and image data', async () => {
    const { create, get, emulator } = createDesk()
    const { data } = await create({ resolution: '2K' })
    await get(data.task_id)
    expect(emulator.requests()).toEqual([
      expect.objectContaining({
        method: 'POST',
        path,
        operation: 'create',
        hasAuthorization: true,
        bodyBytes: 72,
        status: 200,
        input: { model_name: 'kling-v3-omni', prompt: 'A lighthouse', resolution: '2k' },
      }),
      {
        method: 'GET',
        path: `${path}/${data.task_id}`,
        operation: 'get',
        hasAuthorization: true,
        bodyBytes: 0,
        status: 200,
      },
    ])
    expect(JSON.stringify(emulator.requests())).not.toContain('test-key')
  })
})
