import { openAsBlob } from 'node:fs'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeApi, submitted } from '../../test/fake-api.ts'
import { base64, padded, pngBytes } from '../../test/image-bytes.ts'
import { startSlowReader, type SlowReader } from '../../test/slow-reader.ts'
import { createOmniImageClient } from '../task/create-omni-image-client.ts'
import type { TaskSnapshot } from '../task/snapshot.ts'
import { carryStream } from './carry-stream.ts'

const parcel = { headers: {}, signal: new AbortController().signal }
const prompt = 'ein Hut in Zürich 🗼'
const photo = largePng(10_000_000)
const servers: SlowReader[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map(({ close }) => close()))
})

/** What lies between the header and the end is nobody's business here. */
function largePng(bytes: number): Uint8Array<ArrayBuffer> {
  const whole = pngBytes(400, 300)
  const file = padded(whole.subarray(0, -12), bytes)
  file.set(whole.subarray(-12), bytes - 12)
  return file
}

async function serve(options?: Parameters<typeof startSlowReader>[0]): Promise<SlowReader> {
  const server = await startSlowReader(options)
  servers.push(server)
  return server
}

/** Sends images to a server, and gives what a screen would have seen. */
async function send(
  server: SlowReader,
  images: readonly Blob[],
  options: Parameters<typeof createOmniImageClient>[0] = {},
): Promise<TaskSnapshot[]> {
  const seen: TaskSnapshot[] = []
  const client = createOmniImageClient({ baseUrl: server.url, ...options })
  const input = { prompt, image_list: images.map((image) => ({ image })) }
  const task = client.start(input, { onSnapshot: (snapshot) => seen.push(snapshot) })
  await task.accepted().finally(() => client.close())
  return seen
}

const byNumber = (one = -1, other = -1): number => one - other
const progressOf = (seen: readonly TaskSnapshot[]): (number | undefined)[] =>
  seen.filter(({ status }) => status === 'submitting').map(({ uploadProgress }) => uploadProgress)

describe('a large create over a socket', () => {
  it('arrives byte for byte, with its length', async () => {
    const server = await serve()
    await send(server, [new Blob([photo]), new Blob([pngBytes(300, 300)])])
    const { headers, body = '' } = server.creates[0]!
    expect(JSON.parse(body)).toMatchObject({
      prompt,
      image_list: [{ image: base64(photo) }, { image: base64(pngBytes(300, 300)) }],
    })
    expect(headers['content-length']).toBe(`${Buffer.byteLength(body)}`)
    expect(headers).not.toHaveProperty('transfer-encoding')
  })

  it('shows how far it is, and not for longer than it lasts', async () => {
    const seen = await send(await serve({ pauseMs: 4 }), [new Blob([photo])])
    const [first, ...steps] = progressOf(seen)
    expect([first, steps[0], steps.at(-1)]).toEqual([undefined, 0, 1])
    expect(steps.length).toBeGreaterThan(2) // the network takes much before the server does
    expect(steps).toEqual([...new Set(steps)].toSorted(byNumber))
    expect(seen.find(({ status }) => status === 'submitted')).toMatchObject({ uploadProgress: undefined })
  })

  it('is refused like any other', async () => {
    const server = await serve({ status: 401, answer: { code: 1002, message: 'Authorization is empty' } })
    await expect(send(server, [new Blob([photo])])).rejects.toMatchObject({ kind: 'authentication', notCreated: true })
  })

  it('fails without a task when the file is edited before it is sent', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edited-'))
    const path = join(folder, 'photo.png')
    await writeFile(path, photo)
    const server = await serve()
    const token = async (): Promise<string> => {
      await truncate(path, 4_000_000)
      return 'key'
    }
    await expect(send(server, [await openAsBlob(path)], { token })).rejects.toMatchObject({
      code: 'invalid-input',
      notCreated: true,
      issues: [{ path: '/image_list/0/image', code: 'imageUnreadable', received: 'gone or changed' }],
    })
    await rm(folder, { recursive: true })
    expect(server.creates.filter(({ body }) => body !== undefined)).toEqual([])
  })
})

it('a small create shows no progress', async () => {
  const seen = await send(await serve(), [new Blob([pngBytes(300, 300)])])
  expect(progressOf(seen)).toEqual([undefined])
})

it('a passed-in fetch gets a body that can be read and cloned, and nobody invents its progress', async () => {
  const api = createFakeApi({ post: [submitted] })
  const seen = await send(await serve(), [new Blob([photo])], { fetch: api.fetch })
  expect(await api.posts()[0]?.json()).toMatchObject({ prompt, image_list: [{ image: base64(photo) }] })
  expect(progressOf(seen)).toEqual([undefined])
})

it('a create that is repeated is made anew', async () => {
  async function* pieces(): AsyncGenerator<string> {
    yield 'AAAA'
    yield 'BBBB'
  }
  const bodies: string[] = []
  const read = async (request: RequestInfo | URL): Promise<Response> => {
    bodies.push(await (request as Request).text())
    return new Response()
  }
  const carry = carryStream(['{"image":"', { size: 8, pieces }, '"}'], read, undefined)
  await carry(new Request('http://localhost', { method: 'POST' }), parcel)
  await carry(new Request('http://localhost', { method: 'POST' }), parcel)
  expect(bodies).toEqual(['{"image":"AAAABBBB"}', '{"image":"AAAABBBB"}'])
})

it('stops reading the images when nobody takes them any more', async () => {
  let isOver = false
  async function* pieces(): AsyncGenerator<string> {
    try {
      for (;;) yield 'A'.repeat(100_000)
    } finally {
      isOver = true
    }
  }
  const leave = async (request: RequestInfo | URL): Promise<Response> => {
    const reader = (request as Request).body!.getReader()
    await reader.read()
    await reader.cancel()
    return new Response()
  }
  await carryStream(
    [{ size: 1e9, pieces }],
    leave,
    undefined,
  )(new Request('http://localhost', { method: 'POST' }), parcel)
  expect(isOver).toBe(true)
})
