import { request as httpRequest } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import type { Emulator, EmulatorOptions } from '../src/index.ts'
import { keyed, minimal, path, urlsOf } from './desk.ts'
import type { Reply } from './desk.ts'
import type { Task } from '@omni-image/core/wire'

let emulator: Emulator
afterEach(() => emulator.close())

async function serve(options: EmulatorOptions = {}): Promise<string> {
  emulator = createEmulator({ seed: 7, latency: 0, ...options })
  return (await emulator.listen()).url
}

const post = (url: string): Promise<Response> =>
  fetch(url + path, { method: 'POST', headers: keyed, body: JSON.stringify(minimal) })

describe('over sockets', () => {
  it('a task is made, looked at and its picture fetched', async () => {
    const url = await serve()
    const { data } = (await (await post(url)).json()) as Reply<Task>
    const { data: task } = (await (
      await fetch(`${url}${path}/${data.task_id}`, { headers: keyed })
    ).json()) as Reply<Task>
    const [picture = ''] = urlsOf(task)
    expect(picture.startsWith(`${url}/kling/files/`)).toBe(true)
    expect((await fetch(picture)).headers.get('content-type')).toBe('image/png')
  })

  it.each([
    ['cut-before-accept', 0],
    ['cut-after-accept', 1],
  ] as const)('%s resets the connection and leaves %i tasks', async (kind, tasks) => {
    const url = await serve({ faults: [{ kind }] })
    await expect(post(url)).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } })
    expect(emulator.ledger().tasks).toBe(tasks)
    expect((await post(url)).status).toBe(200)
  })

  it('truncated JSON is a whole answer with half a body', async () => {
    const url = await serve({ faults: [{ kind: 'truncated-json' }] })
    const answer = await post(url)
    expect(answer.status).toBe(200)
    await expect(answer.json()).rejects.toThrow(SyntaxError)
  })

  it('an answer that is cut inside ends with the connection', async () => {
    const url = await serve({ faults: [{ kind: 'cut-in-answer' }] })
    const answer = await post(url)
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toMatchObject({ message: 'terminated' })
    expect((await post(url)).status).toBe(200)
  })

  it('an address follows the Host header, so a proxy in front works', async () => {
    const url = await serve()
    await post(url)
    const text = await new Promise<string>((resolve, reject) => {
      httpRequest(url + path, { headers: { ...keyed, host: 'shop.test:3000' } }, (incoming) => {
        incoming.setEncoding('utf8').once('data', resolve)
      })
        .on('error', reject)
        .end()
    })
    expect(text).toContain('"url":"http://shop.test:3000/kling/files/')
  })

  it('or the address that it was told', async () => {
    const url = await serve({ publicUrl: 'https://desk.test/' })
    await post(url)
    expect(urlsOf(emulator.tasks().at(0)!)[0]).toMatch(/^https:\/\/desk\.test\/kling\/files\//)
  })

  it('a body above the cap is refused with 413, also when its length is not told before', async () => {
    const url = await serve({ limits: { bodyBytes: 1000 } })
    const chunk = new TextEncoder().encode(' '.repeat(600))
    const stream = new ReadableStream({
      start: (controller) => {
        for (let count = 0; count < 5; count += 1) controller.enqueue(chunk)
        controller.close()
      },
    })
    const options = { method: 'POST', headers: keyed, body: stream, duplex: 'half' }
    expect((await fetch(url + path, options)).status).toBe(413)
    expect((await fetch(url + path, { method: 'POST', headers: keyed, body: ' '.repeat(1001) })).status).toBe(413)
  })

  it('pages of other origins are let in', async () => {
    const url = await serve()
    const preflight = await fetch(url + path, {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-mine' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,x-mine')
    expect((await post(url)).headers.get('access-control-allow-origin')).toBe('*')
  })

  it('HEAD has the headers of GET and no body', async () => {
    const url = await serve()
    await post(url)
    const [picture = ''] = urlsOf(emulator.tasks().at(0)!)
    const [head, get] = await Promise.all([fetch(picture, { method: 'HEAD' }), fetch(picture)])
    expect(head.headers.get('content-length')).toBe(String((await get.bytes()).length))
    expect(await head.text()).toBe('')
    expect((await fetch(picture, { headers: { 'if-none-match': head.headers.get('etag') ?? '' } })).status).toBe(304)
  })

  it('nothing but the API hangs below another host name in the path', async () => {
    const url = await serve()
    expect((await fetch(`${url}//other.test/kling/v1/images/omni-image`, { headers: keyed })).status).toBe(404)
  })

  it('close ends what is still open, and the port is free again', async () => {
    const url = await serve({ faults: [{ kind: 'slow-accept', delayMs: 60_000 }] })
    const answer = post(url)
    answer.catch(() => undefined)
    await expect.poll(() => emulator.requests().length).toBe(1)
    await emulator.close()
    await expect(answer).rejects.toThrow('fetch failed')
    const next = createEmulator()
    await next.listen(Number(new URL(url).port))
    await next.close()
  })

  it('a port that is taken is told by listen', async () => {
    const url = await serve()
    await expect(createEmulator().listen(Number(new URL(url).port))).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
