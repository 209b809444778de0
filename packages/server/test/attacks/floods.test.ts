import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDesk, path, read, upstreamIdOf } from '../desk.ts'
import { readEvents } from '../event-source.ts'
import { listen } from '../listen.ts'

const wanted = { accept: 'text/event-stream' }

describe('a body over a socket', () => {
  it.each([
    ['that never ends', 'Transfer-Encoding: chunked', '10000\r\n', '\r\n'],
    ['that is larger than it may be', 'Content-Length: 1000000000', '', ''],
  ])('%s is answered, and the sender is cut off', async (_name, length, before, after) => {
    const desk = createDesk({ handler: { limits: { bodyBytes: 1e6 } } })
    const socket = connect(await listen(desk), '127.0.0.1')
    let answer = ''
    socket.on('data', (text: Buffer) => (answer += text.toString()))
    socket.on('error', () => undefined) // cut off while sending
    const isOver = new Promise((resolve) => socket.once('close', resolve))
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: a\r\nx-user: mallory\r\ncontent-type: application/json\r\n${length}\r\n\r\n`,
    )
    const piece = before + ' '.repeat(0x10000) + after
    const send = (): void => {
      while (!socket.destroyed && socket.write(piece));
    }
    socket.on('drain', send)
    send()
    await isOver
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(socket.bytesWritten).toBeLessThan(1e9)
    expect(desk.calls).toEqual([])
    expect(await desk.as('mallory').create()).toMatchObject({ code: 0 }) // what was held is given back
  })
})

it('a body in tiny pieces holds no more memory than its bytes', async () => {
  const pieces = 4000
  const heldBefore = process.memoryUsage().arrayBuffers
  let held = 0
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      controller.enqueue(new Uint8Array(0x10000).subarray(0, 1)) // as a socket's buffer is cut into chunks
      if ((sent += 1) < pieces) return
      held = process.memoryUsage().arrayBuffers - heldBefore
      controller.close()
    },
  })
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' } as RequestInit
  expect(await read(await createDesk().as('mallory').send(path, init))).toMatchObject({ status: 400 })
  expect(held).toBeLessThan((pieces * 0x10000) / 2)
})

describe('streams', () => {
  it('of one user are few, however many are asked for, and others have theirs', async () => {
    const { as } = createDesk({ handler: { limits: { perUser: {} } } })
    const open = async (user: string): Promise<boolean> => {
      const answer = await as(user).send(path, { headers: wanted })
      return answer.headers.get('content-type')!.startsWith('text/event-stream')
    }
    const opened: boolean[] = []
    for (let count = 0; count < 1000; count += 1) opened.push(await open('mallory'))
    expect(opened.filter(Boolean)).toHaveLength(10)
    expect(await open('alice')).toBe(true)
  })

  const idle = Number(process.env['IDLE_STREAMS'] ?? 1000)

  it(`${idle} idle ones leave the others what they need, and nothing behind`, { timeout: 120_000 }, async () => {
    const desk = createDesk({ emulator: { latency: 300 }, handler: { streams: { total: idle + 1 } } })
    const port = await listen(desk)
    const readers = openIdleStreams(port)
    await once(readers.stdout!, 'data')

    const source = readEvents(await desk.as('alice').send(path, { headers: wanted }))
    const { data } = await desk.as('alice').create()
    await expect
      .poll(() => source.events.at(-1)?.data, { timeout: 20_000 })
      .toMatchObject({ task_id: data.task_id, task_status: 'succeed' })
    // One too many is answered like a look, so its page polls.
    const surplus = await desk.as('bob').send(path, { headers: wanted })
    expect(await read(surplus)).toMatchObject({ code: 0, data: [] })

    readers.kill('SIGKILL')
    const isRoom = async (): Promise<string | null> =>
      (await desk.as('bob').send(path, { headers: wanted })).headers.get('content-type')
    await expect.poll(isRoom, { timeout: 20_000 }).toContain('text/event-stream')
  })

  function openIdleStreams(port: number): ChildProcess {
    const file = fileURLToPath(new URL('open-idle-streams.ts', import.meta.url))
    const child = spawn(process.execPath, [file, `${port}`, path, `${idle}`], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }
})

it('callbacks that nobody has signed yet hold only so much memory together', async () => {
  const url = 'https://app.test/kling/callback'
  const secrets = ['whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=']
  const { handler } = createDesk({ handler: { callbacks: { url, secrets } } })
  const endings: (() => void)[] = []
  const call = (): Promise<Response> => {
    const body = new ReadableStream({ start: (controller) => void endings.push(() => controller.close()) })
    const init = { method: 'POST', headers: { 'content-length': `${2 ** 20}` }, body, duplex: 'half' } as RequestInit
    return handler.fetch(new Request(url, init))
  }
  const answers = Array.from({ length: 40 }, call)
  for (const end of endings) end()
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(32)
  expect(statuses.filter((status) => status === 429)).toHaveLength(8)
})

describe('callbacks', () => {
  beforeEach(
    () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] }),
  )
  afterEach(() => void vi.useRealTimers())

  it('that are played again without end cost a look now and then', async () => {
    const desk = createDesk({
      emulator: {
        latency: 100_000,
        callbackHosts: ['app.test'],
        callbackFetch: () => Promise.reject(new Error('lost')),
      },
      handler: {
        callbacks: { url: 'https://app.test/kling/callback' },
        watch: { minPauseMs: 500_000, maxPauseMs: 500_000 },
      },
    })
    await desk.as('alice').create({ external_task_id: 'mine' })
    const { callback_url } = JSON.parse(desk.calls[0]!.body) as { callback_url: string }
    desk.calls.length = 0
    for (let second = 0; second < 4; second += 1) {
      for (let count = 0; count < 250; count += 1) {
        const answer = await desk.handler.fetch(new Request(callback_url, { method: 'POST', body: '{}' }))
        expect(answer.status).toBe(200)
      }
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(desk.calls.length).toBeGreaterThan(0)
    expect(desk.calls.length).toBeLessThanOrEqual(20)
    expect(upstreamIdOf(desk)).toMatch(/^mine\./)
  })
})
