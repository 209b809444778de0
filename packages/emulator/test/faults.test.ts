import { describe, expect, it } from 'vitest'
import type { Fault, FaultRequest } from '../src/index.ts'
import { createDesk, minimal, path } from './desk.ts'
import type { Desk } from './desk.ts'

const body = JSON.stringify(minimal)
const post = ({ send }: Desk): Promise<Response> => send(path, { method: 'POST', body })
const reset = { name: 'TypeError', message: 'fetch failed', cause: expect.objectContaining({ code: 'ECONNRESET' }) }

describe('faults', () => {
  it.each<[Fault['kind'], number]>([
    ['cut-before-accept', 0],
    ['cut-after-accept', 1],
  ])('%s is what fetch rejects with, and leaves %i tasks', async (kind, tasks) => {
    const desk = createDesk({ faults: [{ kind }] })
    await expect(post(desk)).rejects.toMatchObject(reset)
    expect(desk.emulator.ledger().tasks).toBe(tasks)
    expect((await post(desk)).status).toBe(200)
  })

  it.each<[Fault['kind'], number]>([
    ['slow-accept', 0],
    ['slow-answer', 1],
  ])('%s answers after its delay; until then there are %i tasks', async (kind, tasks) => {
    const desk = createDesk({ faults: [{ kind, delayMs: 3000 }] })
    const answer = post(desk)
    await expect.poll(() => desk.clock.timerCount()).toBe(1)
    desk.clock.advance(2999)
    expect(desk.emulator.ledger().tasks).toBe(tasks)
    desk.clock.advance(1)
    expect((await answer).status).toBe(200)
    expect(desk.emulator.ledger().tasks).toBe(1)
  })

  it('who aborts a slow create has paid for it all the same', async () => {
    const desk = createDesk({ faults: [{ kind: 'slow-answer' }] })
    const giveUp = new AbortController()
    const answer = desk.send(path, { method: 'POST', body, signal: giveUp.signal })
    await expect.poll(() => desk.emulator.ledger().tasks).toBe(1)
    giveUp.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
    expect(desk.emulator.tasks()).toHaveLength(1)
  })

  it('who aborts before sending has not', async () => {
    const desk = createDesk()
    await expect(
      desk.send(path, { method: 'POST', body, signal: AbortSignal.abort(new Error('never')) }),
    ).rejects.toThrow('never')
    expect(desk.emulator.requests()).toEqual([])
  })

  it('an API error has the code, its usual status and when to come back', async () => {
    const desk = createDesk({ faults: [{ kind: 'api-error', code: 1302, message: 'slow down', retryAfterSeconds: 3 }] })
    const answer = await post(desk)
    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('3')
    expect(await answer.json()).toEqual({ code: 1302, message: 'slow down', request_id: expect.any(String) })
    expect(desk.emulator.ledger().tasks).toBe(0)
  })

  it('an API error may come although the task was made, and with a status that says nothing', async () => {
    const desk = createDesk({ faults: [{ kind: 'api-error', code: 5002, status: 200, accepts: true }] })
    expect((await post(desk)).status).toBe(200)
    expect(desk.emulator.ledger().tasks).toBe(1)
  })

  it.each<[Fault, number, string]>([
    [{ kind: 'http-error' }, 502, 'text/plain; charset=utf-8'],
    [{ kind: 'http-error', status: 503 }, 503, 'text/plain; charset=utf-8'],
    [{ kind: 'html', status: 200 }, 200, 'text/html; charset=utf-8'],
  ])('%j is no JSON', async (fault, status, type) => {
    const answer = await post(createDesk({ faults: [fault] }))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type])
    await expect(answer.json()).rejects.toThrow(SyntaxError)
  })

  it('truncated JSON says 200 and the task exists', async () => {
    const desk = createDesk({ faults: [{ kind: 'truncated-json' }] })
    const answer = await post(desk)
    expect(answer.status).toBe(200)
    await expect(answer.json()).rejects.toThrow(SyntaxError)
    expect(desk.emulator.ledger().tasks).toBe(1)
  })

  it('an answer that is cut inside begins well, and the task exists', async () => {
    const desk = createDesk({ faults: [{ kind: 'cut-in-answer' }] })
    const answer = await post(desk)
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toMatchObject(reset)
    expect(desk.emulator.ledger().tasks).toBe(1)
  })

  it('a create that a gateway sends twice makes one task, and is told that its id is taken', async () => {
    const desk = createDesk({ faults: [{ kind: 'sent-twice' }] })
    const answer = await desk.create({ external_task_id: 'my-id' })
    expect(answer).toMatchObject({ status: 400, code: 1201, message: 'External_task_id my-id already exists' })
    expect(desk.emulator.tasks()).toMatchObject([{ task_info: { external_task_id: 'my-id' } }])
  })

  it('a list is used up: skip lets pass, times repeats, on chooses', async () => {
    const desk = createDesk({
      faults: [
        { kind: 'http-error', skip: 1, times: 2 },
        { kind: 'http-error', status: 503, on: 'get' },
      ],
    })
    const statuses: number[] = []
    for (let count = 0; count < 4; count += 1) statuses.push((await post(desk)).status)
    expect(statuses).toEqual([200, 502, 502, 200])
    expect((await desk.send(`${path}/any`)).status).toBe(503)
    expect((await desk.send(`${path}/any`)).status).toBe(400)
  })

  it('a function sees each request and decides', async () => {
    const seen: FaultRequest[] = []
    const desk = createDesk({
      faults: (request) => {
        seen.push(request)
        return request.operation === 'list' && request.attempt === 2 ? { kind: 'api-error', code: 5001 } : undefined
      },
    })
    await post(desk)
    expect([(await desk.list()).status, (await desk.list()).status, (await desk.list()).status]).toEqual([
      200, 503, 200,
    ])
    expect(seen[0]).toEqual({ operation: 'create', attempt: 1, method: 'POST', path, body: minimal })
    expect(seen.slice(1).map(({ attempt }) => attempt)).toEqual([1, 2, 3])
  })

  it('after close nothing is answered', async () => {
    const desk = createDesk()
    await desk.emulator.close()
    await expect(post(desk)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  })
})
