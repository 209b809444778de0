import { imageLimits } from '@omni-image/core/wire'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDesk, minimal, path, read, type Reply } from './desk.ts'

const json = { 'content-type': 'application/json' }

async function draw(width: number, height: number, format: 'png' | 'webp' = 'png'): Promise<string> {
  const picture = sharp({ create: { width, height, channels: 3, background: 'teal' } })
  return (await picture.toFormat(format).toBuffer()).toString('base64')
}

/** Bytes as they are asked for, and how many were. */
function createSource(total: number, piece = 65_536): { body: ReadableStream<Uint8Array>; sent: () => number } {
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent >= total) return controller.close()
      sent += piece
      controller.enqueue(new Uint8Array(piece).fill(32))
    },
  })
  return { body, sent: () => sent }
}

describe('a body', () => {
  it.each([
    ['text', 'text/plain', '{}', 415],
    ['a form', 'application/x-www-form-urlencoded', 'prompt=a', 415],
    ['no JSON', 'application/json', 'prompt', 400],
    ['a list', 'application/json', '[]', 400],
    ['null', 'application/json', 'null', 400],
    ['nothing', 'application/json', '', 400],
    ['a wrong alphabet', 'application/json', new Uint8Array([0x22, 0xff, 0x22]), 400],
    ['deep nesting', 'application/json', `{"prompt":${'['.repeat(500_000)}`, 400],
    ['deep nesting that is JSON', 'application/json', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 400],
  ])('that is %s is refused', async (_name, type, body, status) => {
    const { as, calls } = createDesk()
    const answer = await as('alice').send(path, { method: 'POST', headers: { 'content-type': type }, body })
    expect(answer.status).toBe(status)
    expect(calls).toEqual([])
  })

  it('that is packed is not unpacked', async () => {
    const headers = { ...json, 'content-encoding': 'gzip' }
    expect((await createDesk().as('alice').send(path, { method: 'POST', headers, body: '{}' })).status).toBe(415)
  })

  it('that says it is too large is not read', async () => {
    const { as } = createDesk({ handler: { limits: { bodyBytes: 1000 } } })
    const { body, sent } = createSource(1e9)
    const headers = { ...json, 'content-length': '1001' }
    const answer = await as('alice').send(path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
    expect(answer.status).toBe(413)
    expect(sent()).toBeLessThan(1e6)
  })

  it('that never ends is left at the cap', async () => {
    const { as } = createDesk({ handler: { limits: { bodyBytes: 1e6 } } })
    const { body, sent } = createSource(Infinity)
    const answer = await as('alice').send(path, { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit)
    expect(answer.status).toBe(413)
    expect(sent()).toBeLessThan(1.3e6)
  })

  it.each([
    ['stands still', 0],
    ['trickles', 100],
  ])('that %s is not waited for for ever', async (_name, piece) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const body = new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 1000))
        if (piece > 0) controller.enqueue(new Uint8Array(piece))
        else await new Promise(() => undefined)
      },
    })
    const sending = createDesk()
      .as('alice')
      .send(path, { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit)
    const isOver = vi.fn<(answer: Response) => Response>((answer) => answer)
    const answered = sending.then(isOver)
    await vi.waitUntil(() => vi.getTimerCount() > 0)
    await vi.advanceTimersByTimeAsync(19_000)
    expect(isOver).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(3000)
    expect((await answered).status).toBe(408)
  })

  it('of a user who sends too many at once waits for its turn', async () => {
    const { as } = createDesk({ handler: { limits: { bodyBytes: 3e6, bodyBytesPerUser: 1e6 } } })
    const { body } = createSource(2e6)
    const answer = await as('alice').send(path, { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit)
    expect(answer.status).toBe(429)
    expect(await as('alice').create()).toMatchObject({ code: 0 }) // what was held is given back
  })
})

describe('fields', () => {
  it('that the spec does not know stay behind', async () => {
    const { as, calls } = createDesk()
    const { code } = await as('alice').create({ mode: 'pro', watermark_info: { enabled: true, text: 'mine' } })
    expect(code).toBe(0)
    expect(JSON.parse(calls[0]!.body)).toEqual({
      ...minimal,
      watermark_info: { enabled: true },
      external_task_id: expect.any(String),
    })
  })

  it('or are refused by name, where that is wanted', async () => {
    const { as, calls } = createDesk({ handler: { unknownFields: 'refuse' } })
    const reply = await as('alice').create({ mode: 'pro', watermark_info: { enabled: true, text: 'mine' } })
    expect(reply).toMatchObject({ status: 400, code: 1201 })
    expect(reply.message).toContain('/watermark_info/text, /mode')
    expect(calls).toEqual([])
  })

  it('that say nothing are left off', async () => {
    const { as, calls } = createDesk()
    await as('alice').create({ resolution: '', aspect_ratio: null, callback_url: '' })
    expect(Object.keys(JSON.parse(calls[0]!.body) as object)).toEqual(['model_name', 'prompt', 'external_task_id'])
  })

  it('a callback address of the client goes nowhere', async () => {
    const { as, calls } = createDesk()
    await as('alice').create({ callback_url: 'http://169.254.169.254/latest' })
    expect(calls[0]?.body).not.toContain('callback_url')
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a field like any other', async (name) => {
    const { as, calls } = createDesk()
    const body = `{"model_name":"kling-v3-omni","prompt":"A hat","${name}":{"polluted":1},"watermark_info":{"${name}":{"polluted":1},"enabled":true}}`
    const reply = await read(await as('alice').send(path, { method: 'POST', headers: json, body }))
    expect(reply.code).toBe(0)
    expect(calls[0]?.body).not.toContain('polluted')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it.each([
    [{ prompt: '' }, 'prompt'],
    [{ prompt: 'a'.repeat(2501) }, 'prompt'],
    [{ n: 10 }, 'n must'],
    [{ element_list: [{ element_id: 1.5 }] }, 'element_list[0].element_id'],
    [{ image_list: Array.from({ length: 11 }, () => ({ image: 'https://a.test/a.png' })) }, 'image_list'],
    [{ external_task_id: 'a/b' }, 'external_task_id'],
    [{ external_task_id: '..' }, 'external_task_id'],
    [{ external_task_id: 'a'.repeat(129) }, 'external_task_id'],
    [{ external_task_id: 'a\r\nx-evil: 1' }, 'external_task_id'],
  ])('%j is refused here', async (changes, name) => {
    const { as, calls } = createDesk()
    const reply = await as('alice').create(changes)
    expect(reply).toMatchObject({ status: 400, code: 1201 })
    expect(reply.message).toContain(name)
    expect(calls).toEqual([])
  })
})

describe('images', () => {
  const createWith = (image: string, baseUrl?: string): Promise<Reply<unknown>> => {
    const { as } = createDesk(baseUrl ? { handler: { upstream: { baseUrl } } } : {})
    return as('alice').create({ image_list: [{ image }] })
  }

  it('that are fine are passed on', async () => {
    const image = await draw(400, 300)
    const { as, calls } = createDesk()
    expect(await as('alice').create({ image_list: [{ image }] })).toMatchObject({ code: 0 })
    expect(calls[0]?.body).toContain(image)
  })

  it('that EXIF data turns are passed on', async () => {
    const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: 'teal' } })
    const turned = await picture.jpeg().withMetadata({ orientation: 6 }).toBuffer()
    expect(await createWith(turned.toString('base64'))).toMatchObject({ code: 0 })
  })

  it.each([
    ['too small', () => draw(299, 300)],
    ['too wide', () => draw(1000, 300)],
    ['of another format', () => draw(400, 400, 'webp')],
    ['cut off', async () => (await draw(400, 400)).slice(0, 400)],
    ['no image', async () => btoa('hello hello hello')],
    ['no Base64', async () => 'ftp://a.test/a.png'],
    ['too large', async () => 'A'.repeat(Math.ceil(imageLimits.maxBytes / 3) * 4 + 4)],
  ])('that are %s are refused here', async (_name, make) => {
    const reply = await createWith(await make())
    expect(reply).toMatchObject({ status: 400, code: 1201 })
    expect(reply.message.length).toBeLessThan(200)
  })

  it.each([
    'http://127.0.0.1/a.png',
    'http://169.254.169.254/a',
    'http://[::1]/a.png',
    'http://printer.local/a',
    'http://10.0.0.1/a',
  ])('%s is an address that the API cannot reach, or should not', async (image) => {
    expect(await createWith(image, 'https://upstream.example.com')).toMatchObject({ status: 400, code: 1201 })
  })
})
