import { createServer } from 'node:http'
import type { IncomingHttpHeaders, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { validateCallbackPayload } from '@omni-image/core/wire'
import type { Task } from '@omni-image/core/wire'
import { afterEach, describe, expect, it } from 'vitest'
import { signWebhook } from '../src/sign-webhook.ts'
import { createDesk } from './desk.ts'
import type { Desk } from './desk.ts'

interface Heard {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly task: Task
}

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A real listener; `location` makes it send everybody elsewhere. */
async function startListener(location?: string): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = []
  server = createServer((incoming, outgoing) => {
    let text = ''
    incoming.setEncoding('utf8').on('data', (part: string) => (text += part))
    incoming.on('end', () => {
      heard.push({ path: incoming.url ?? '', headers: incoming.headers, text, task: JSON.parse(text) as Task })
      outgoing.writeHead(location ? 307 : 200, location ? { location } : {}).end()
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

/** Lets ten seconds pass, with time in between for what is on its way. */
async function liveThrough({ clock }: Desk): Promise<void> {
  for (let step = 0; step < 10; step += 1) {
    clock.advance(1000)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** What has been heard by now; a delivery that took its time may have left a timer that is due. */
function statusesOf({ clock }: Desk, heard: readonly Heard[]): string[] {
  clock.advance(0)
  return heard.map(({ task }) => task.task_status)
}

describe('callbacks', () => {
  it('tell each change of the status, as the bare task', async () => {
    const { url, heard } = await startListener()
    const desk = createDesk()
    await desk.create({ callback_url: `${url}/hook`, external_task_id: 'mine' })
    await liveThrough(desk)
    await expect.poll(() => statusesOf(desk, heard)).toEqual(['processing', 'succeed'])
    expect(heard[1]?.task).toEqual((await desk.get('mine')).data)
    expect(heard.flatMap(({ task }) => validateCallbackPayload(task) ?? [])).toEqual([])
    expect(heard[0]?.path).toBe('/hook')
    expect(heard[0]?.headers).not.toHaveProperty('authorization')
    expect(heard[0]?.headers).not.toHaveProperty('webhook-signature')
  })

  it('tell a failure too', async () => {
    const { url, heard } = await startListener()
    const desk = createDesk()
    await desk.create({ callback_url: url, prompt: 'unfinishable' })
    await liveThrough(desk)
    await expect.poll(() => statusesOf(desk, heard)).toEqual(['processing', 'failed'])
    expect(heard[1]?.task.task_status_msg).toMatch(/refused/)
  })

  it('can be lost, doubled or late', async () => {
    const { url, heard } = await startListener()
    const desk = createDesk({
      faults: [
        { kind: 'lost-callback' },
        { kind: 'double-callback' },
        { kind: 'slow-accept', on: 'callback', delayMs: 4000 },
      ],
    })
    await desk.create({ callback_url: url })
    await liveThrough(desk)
    await expect.poll(() => statusesOf(desk, heard)).toEqual(['succeed', 'succeed'])
    await desk.create({ callback_url: url })
    desk.clock.advance(4999)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(heard).toHaveLength(2)
    await liveThrough(desk)
    await expect.poll(() => statusesOf(desk, heard)).toEqual(['succeed', 'succeed', 'processing', 'succeed'])
  })

  it('are signed when there is a secret', async () => {
    const { url, heard } = await startListener()
    const secret = 'whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI='
    const desk = createDesk({ callbackSecret: secret })
    await desk.create({ callback_url: url })
    await liveThrough(desk)
    await expect.poll(() => statusesOf(desk, heard)).toHaveLength(2)
    for (const { headers, text } of heard) {
      const sentAtMs = Number(headers['webhook-timestamp']) * 1000
      expect(headers).toMatchObject(signWebhook(secret, String(headers['webhook-id']), sentAtMs, text))
    }
  })

  it('signatures agree with the example that the vendor gives', () => {
    const body =
      '{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}'
    const secret = 'whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI='
    expect(signWebhook(secret, '9876543210', 1_781_080_794_000, body)['webhook-signature']).toBe(
      'v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=',
    )
  })

  it('follow no redirect', async () => {
    const { url, heard } = await startListener('/elsewhere')
    const desk = createDesk()
    await desk.create({ callback_url: `${url}/hook` })
    await liveThrough(desk)
    await expect.poll(() => statusesOf(desk, heard)).toHaveLength(2)
    expect(heard.map(({ path }) => path)).toEqual(['/hook', '/hook'])
  })

  it.each([
    'https://example.com/hook',
    'http://localhost.example.com/hook',
    'http://127.0.0.1.nip.test/hook',
    'http://169.254.169.254/latest',
    'http://10.0.0.1/hook',
    'http://user:secret@127.0.0.1/hook',
    'http://example.com@10.0.0.1/hook',
    'ftp://127.0.0.1/hook',
    'file:///etc/passwd',
  ])('never go to %s', async (callback_url) => {
    const { create, emulator } = createDesk()
    const reply = await create({ callback_url })
    expect(reply).toMatchObject({ status: 400, code: 1201, message: expect.stringMatching(/^callback_url/) })
    expect(emulator.tasks()).toEqual([])
  })

  it('go to a host that was listed, through the function that was given', async () => {
    const sent: string[] = []
    const callbackFetch: typeof fetch = async (input) => {
      sent.push(input instanceof Request ? input.url : String(input))
      return new Response()
    }
    const desk = createDesk({ callbackHosts: ['hooks.test:8443'], callbackFetch })
    await desk.create({ callback_url: 'https://hooks.test:8443/a' })
    expect(await desk.create({ callback_url: 'https://hooks.test/a' })).toMatchObject({ code: 1201 })
    await liveThrough(desk)
    expect(sent).toEqual(['https://hooks.test:8443/a', 'https://hooks.test:8443/a'])
  })

  it('end with close, which leaves no timer', async () => {
    const { url, heard } = await startListener()
    const desk = createDesk()
    await desk.create({ callback_url: url })
    expect(desk.clock.timerCount()).toBe(1)
    await desk.emulator.close()
    expect(desk.clock.timerCount()).toBe(0)
    await liveThrough(desk)
    expect(heard).toEqual([])
  })
})
