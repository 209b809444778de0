import { describe, expect, it } from 'vitest'
import { createDesk, path } from '../desk.ts'

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf']

describe.each(names)('the name %s', (name) => {
  it('as a user’s is a user like any other', async () => {
    const { as } = createDesk()
    const { data } = await as(name).create({ external_task_id: 'mine' })
    expect(await as(name).get('mine')).toMatchObject({ code: 0, data: { task_id: data.task_id } })
    expect((await as(name).list()).data).toHaveLength(1)
    for (const other of names.filter((one) => one !== name)) {
      expect(await as(other).get('mine')).toMatchObject({ status: 404 })
    }
  })

  it('as an id is an id like any other', async () => {
    const { as } = createDesk()
    expect(await as('alice').get(name)).toMatchObject({ status: 404, code: 1203 })
    const { data } = await as('alice').create({ external_task_id: name })
    expect(await as('alice').get(name)).toMatchObject({ code: 0, data: { task_id: data.task_id } })
    expect(await as('mallory').get(name)).toMatchObject({ status: 404 })
  })

  it('in a query changes nothing', async () => {
    const { as } = createDesk()
    const query = `?${name}[pageNum]=1&${name}=1&pageNum[${name}]=1`
    expect(await as('alice').list(query)).toMatchObject({ code: 0, data: [] })
    expect(({} as Record<string, unknown>)['pageNum']).toBeUndefined()
  })
})

it.each(['alice\u0000', 'alice ', 'Alice', 'alice.', '["alice"]', 'alice","mine', 'аlice'])(
  'the user %j is not alice',
  async (user) => {
    const desk = createDesk({ handler: { authorize: ({ headers }) => JSON.parse(headers.get('x-user')!) as string } })
    const as = (name: string): ReturnType<typeof desk.as> => desk.as(encode(name))
    const { data } = await as('alice').create({ external_task_id: 'mine' })
    for (const id of ['mine', data.task_id]) expect(await as(user).get(id)).toMatchObject({ status: 404 })
    const stream = await as(user).send(`${path}/mine`, { headers: { accept: 'text/event-stream' } })
    expect(stream.status).toBe(404)
  },
)

/** As JSON in ASCII, since any text can be a user's id and not any can be a header. */
function encode(name: string): string {
  return JSON.stringify(name).replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
