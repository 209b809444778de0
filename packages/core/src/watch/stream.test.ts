import { afterEach, describe, expect, it, vi } from 'vitest'
import { picture } from '../../test/fake-api.ts'
import { startEventServer, type Asked, type EventServer } from '../../test/event-server.ts'
import { outcome } from '../../test/start-client.ts'
import type { WatchOptions } from '../client/options.ts'
import { createOmniImageClient, type OmniImageClient } from '../task/create-omni-image-client.ts'

let server: EventServer
let client: OmniImageClient

afterEach(async () => {
  client.close()
  await server.close()
})

const running = (task_id: string) => ({ task_id, task_status: 'processing' })
const done = (task_id: string) => ({ task_id, task_status: 'succeed', task_result: { images: [picture] } })

/** The stream that the server has opened last. */
let stream: Asked | undefined

/** A server that opens a stream for whoever wants one, and says of every task that it is running. */
const streaming = (asked: Asked): void => {
  if (!asked.wantsStream) return asked.json(running(asked.path.slice(1)))
  stream = asked
  asked.open()
}

/** A client whose looks would come so often that one too many is noticed. */
async function start(answer: (asked: Asked) => void, watch: WatchOptions = {}): Promise<void> {
  stream = undefined
  server = await startEventServer(answer)
  client = createOmniImageClient({ baseUrl: server.url, watch: { minPauseMs: 20, maxPauseMs: 100, ...watch } })
}

const opened = (): Promise<Asked> =>
  vi.waitFor(() => {
    if (!stream) throw new Error('No stream yet')
    return stream
  })

const pause = (pauseMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs))

describe('one stream', () => {
  it('brings the news of a task, with one request', async () => {
    await start(streaming)
    const result = client.task('task-1').result()
    const { tell } = await opened()
    tell(running('task-1'))
    await pause(500)
    tell(done('task-1'))
    expect((await result).task_id).toBe('task-1')
    expect(server.asked).toHaveLength(1)
  })

  it('brings the news of many tasks, under either of their ids', async () => {
    await start(streaming)
    const ids = Array.from({ length: 20 }, (_item, index) => `task-${index}`)
    const results = Promise.all([...ids, 'mine'].map((id) => client.task(id).result()))
    const { tell } = await opened()
    for (const id of ids) tell(running(id))
    tell({ ...running('task-99'), task_info: { external_task_id: 'mine' } })
    await pause(300)
    for (const id of [...ids, 'task-99']) tell(done(id))
    expect(await results).toHaveLength(21)
    expect(server.asked).toHaveLength(1)
  })

  it('that says that a task is done, and leaves its pictures out, has it looked at', async () => {
    await start((asked) => (asked.wantsStream ? streaming(asked) : asked.json(done('task-1'))))
    const result = client.task('task-1').result()
    const { tell } = await opened()
    tell({ task_id: 'task-1', task_status: 'succeed' })
    expect((await result).images).toHaveLength(1)
    expect(server.asked).toHaveLength(2)
  })

  it('gives large ids digit for digit', async () => {
    await start(streaming)
    const result = client.task('829836802793406551').result()
    const { write } = await opened()
    write(
      'event: task\ndata: {"task_id":829836802793406551,"task_status":"succeed","task_result":{"images":[{"url":"a"}]}}\n\n',
    )
    expect((await result).task_id).toBe('829836802793406551')
  })

  it('is the same whatever it is cut into', async () => {
    await start(streaming)
    const result = client.task('task-1').result()
    const { write } = await opened()
    const bytes = new TextEncoder().encode(
      `event: task\r\ndata: ${JSON.stringify({ ...done('task-1'), note: '🐻' })}\r\n\r\n`,
    )
    for (const byte of bytes) {
      write(Uint8Array.of(byte))
      await pause(0)
    }
    expect((await result).task_id).toBe('task-1')
    expect(server.asked).toHaveLength(1)
  })

  it('leaves alone what is no news: other events, no JSON, no task', async () => {
    await start(streaming)
    const result = client.task('task-1').result()
    const { write, tell } = await opened()
    write(
      'event: greeting\ndata: hello\n\nevent: task\ndata: {oops\n\nevent: task\ndata: null\n\nevent: task\ndata: [7]\n\n',
    )
    tell(done('task-1'))
    expect((await result).task_id).toBe('task-1')
    expect(server.asked).toHaveLength(1)
  })

  it('does not keep a task that it says nothing of from being looked at', async () => {
    await start((asked) => (asked.path === '/task-2' ? asked.json(done('task-2')) : streaming(asked)))
    const first = client.task('task-1')
    first.subscribe(() => undefined)
    const { tell } = await opened()
    tell(running('task-1'))
    expect((await client.task('task-2').result()).task_id).toBe('task-2')
    expect(server.asked.filter(({ path }) => path === '/task-1')).toEqual([stream])
  })

  it('may only hint: then the task is looked at once', async () => {
    await start((asked) => (asked.wantsStream ? streaming(asked) : asked.json(done('task-1'))))
    const result = client.task('task-1').result()
    const { write } = await opened()
    write('event: task\ndata: {"task_id":"task-1"}\n\n')
    expect((await result).task_id).toBe('task-1')
    expect(server.asked.map(({ path }) => path)).toEqual(['/task-1', '/task-1'])
  })

  it('ends with the last task that is watched', async () => {
    await start(streaming)
    const leave = client.task('task-1').subscribe(() => undefined)
    const { isOver } = await opened()
    leave()
    await vi.waitFor(() => expect(isOver()).toBe(true))
    await pause(300)
    expect(server.asked).toHaveLength(1)
  })

  it('ends when the client is closed', async () => {
    await start(streaming)
    const result = outcome(client.task('task-1').result())
    const { isOver } = await opened()
    client.close()
    await vi.waitFor(() => expect(isOver()).toBe(true))
    expect(result.error).toMatchObject({ name: 'AbortError' })
  })

  it('is not asked for where the options say so', async () => {
    await start((asked) => asked.json(done('task-1')), { stream: false })
    await client.task('task-1').result()
    expect(server.asked[0]?.wantsStream).toBe(false)
  })
})

describe('a stream that ends', () => {
  it('is opened again after the pause that the server asked for, from the last event on', async () => {
    await start(streaming)
    const result = client.task('task-1').result()
    const first = await opened()
    first.write('retry: 400\n\n')
    first.tell(running('task-1'), 'event-7')
    await pause(50)
    stream = undefined
    const endedAt = Date.now()
    first.end()
    const second = await opened()
    expect(Date.now() - endedAt).toBeGreaterThanOrEqual(400)
    second.tell(done('task-1'))
    await result
    expect(server.asked.map(({ lastEventId }) => lastEventId)).toEqual([undefined, 'event-7'])
  })

  it.each<[string, (asked: Asked) => void]>([
    ['is cut', (asked) => asked.cut()],
    ['ends in the middle of an event', (asked) => (asked.write('event: task\ndata: {"task_id":'), asked.end())],
  ])('loses nothing where it %s', async (_name, end) => {
    await start(streaming)
    const result = client.task('task-1').result()
    const first = await opened()
    first.write('retry: 10\n\n')
    first.tell(running('task-1'))
    await pause(50)
    stream = undefined
    end(first)
    const second = await opened()
    second.tell(done('task-1'))
    expect((await result).task_id).toBe('task-1')
  })

  it('is followed by looks where it does not come back', async () => {
    let isDown = false
    await start((asked) => (isDown ? asked.json(done('task-1')) : streaming(asked)))
    const result = client.task('task-1').result()
    const first = await opened()
    first.write('retry: 10\n\n')
    first.tell(running('task-1'))
    await pause(50)
    isDown = true
    first.end()
    expect((await result).task_id).toBe('task-1')
  })

  it('and is refused when it is asked for again ends the wait, if the refusal stays', async () => {
    let isRefused = false
    await start((asked) => (isRefused ? asked.json({ code: 1004, message: 'expired' }, 401) : streaming(asked)))
    const result = outcome(client.task('task-1').result())
    const first = await opened()
    first.write('retry: 10\n\n')
    first.tell(running('task-1'))
    await pause(50)
    isRefused = true
    first.end()
    await vi.waitFor(() => expect(result.error).toMatchObject({ code: 'api', kind: 'authentication' }))
  })
})

describe('somebody on the way who holds streams back', () => {
  it.each<[string, (asked: Asked) => void]>([
    ['from the first byte on', () => undefined],
    ['after the head', (asked) => asked.open('')],
  ])('%s is noticed, and plain answers are asked for', async (_name, hold) => {
    await start((asked) => (asked.wantsStream ? hold(asked) : asked.json(done('task-1'))))
    expect((await client.task('task-1').result()).task_id).toBe('task-1')
    expect(server.asked.map(({ wantsStream }) => wantsStream)).toEqual([true, false])
    await vi.waitFor(() => expect(server.asked[0]?.isOver()).toBe(true))
    await client.task('task-2').result()
    expect(server.asked.at(-1)?.wantsStream).toBe(false)
  })
})

describe('an origin without streams', () => {
  it('is asked for one with each look, which costs nothing', async () => {
    let count = 0
    await start((asked) => asked.json(++count > 3 ? done('task-1') : running('task-1')))
    await client.task('task-1').result()
    expect(server.asked.map(({ wantsStream }) => wantsStream)).toEqual([true, true, true, true])
  })
})
