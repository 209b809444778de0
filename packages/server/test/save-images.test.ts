import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Task } from '@omni-image/core/wire'
import sharp from 'sharp'
import { createStorage, type Storage } from 'unstorage'
import fsLite from 'unstorage/drivers/fs-lite'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { saveImages, type SavedImage, type SaveImagesOptions } from '../src/save-images/index.ts'
import { createDesk, key } from './desk.ts'

let png: Buffer
beforeAll(async () => {
  png = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
})

interface Host {
  readonly url: string
  readonly host: string
  readonly requests: IncomingMessage[]
  /** How many connections came. */
  readonly connections: () => number
}

async function serve(answer: RequestListener): Promise<Host> {
  const requests: IncomingMessage[] = []
  let connections = 0
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, requests, connections: () => connections }
}

const sendPng = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'image/png', 'content-length': png.length }).end(png)
}

function taskWith(...urls: string[]): Task {
  const images = urls.map((url, index) => ({ index, url }))
  return { task_id: 'task/../1', task_status: 'succeed', task_result: { images } }
}

const call = { key: 'task-1', signal: new AbortController().signal }

/** Saves one picture from an address; gives what was kept of it. */
async function save(url: string, options: SaveImagesOptions = {}): Promise<Storage> {
  const storage = createStorage()
  await saveImages({ storage, ...options })(taskWith(url), 'alice', call)
  return storage
}

describe('saved pictures', () => {
  it('are the bytes of the host, under a name that the task alone decides', async () => {
    const { url, host, requests } = await serve((_request, response) => sendPng(response))
    const storage = createStorage()
    const told: SavedImage[] = []
    const hook = saveImages({ storage, privateHosts: [host], onSaved: (images) => told.push(...images) })
    await hook(taskWith(`${url}/a?signature=1`, `${url}/b`), 'alice', call)
    expect(await storage.getKeys()).toEqual(['task____1:0.png', 'task____1:1.png'])
    expect(Buffer.from((await storage.getItemRaw<Uint8Array>(told[0]!.name))!)).toEqual(png)
    expect(requests.map((request) => request.url)).toEqual(['/a?signature=1', '/b'])
  })

  it('come from a host that is told nothing but what it needs', async () => {
    const { url, host, requests } = await serve((_request, response) => sendPng(response))
    await save(url, { privateHosts: [host] })
    expect(Object.keys(requests[0]!.headers).toSorted()).toEqual(['accept', 'connection', 'host'])
  })

  it('go to a folder piece by piece, and leave nothing there when they are cut off', async () => {
    const base = mkdtempSync(join(tmpdir(), 'omni-image-pictures-'))
    onTestFinished(() => rmSync(base, { recursive: true }))
    const storage = createStorage({ driver: fsLite({ base }) })
    const file = join(base, '0.png')
    let isCut = true
    const { url, host } = await serve((_request, response) => {
      if (!isCut) return sendPng(response)
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': png.length }).write(png.subarray(0, 100))
      void vi.waitFor(async () => expect(await readFile(file)).toHaveLength(100)).finally(() => response.destroy())
    })
    const hook = saveImages({ storage, privateHosts: [host], name: ({ index, extension }) => `${index}.${extension}` })
    await expect(hook(taskWith(url), 'alice', call)).rejects.toThrow('aborted')
    expect(await storage.getKeys()).toEqual([])
    isCut = false
    await hook(taskWith(url), 'alice', call)
    expect(await readFile(file)).toEqual(png)
  })

  it.each([true, false])('go to a bucket, signed, length told: %s', async (isLengthTold) => {
    const { url, host } = await serve((_request, response) => {
      if (isLengthTold) sendPng(response)
      else response.writeHead(200, { 'content-type': 'image/png' }).end(png)
    })
    let body: Promise<Buffer> | undefined
    const bucket = await serve((request, response) => {
      body = buffer(request)
      void body.then(() => response.end())
    })
    const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'the secret half', region: 'eu-central-1' }
    const hook = saveImages({
      bucket: { url: `${bucket.url}/pictures`, ...keys },
      privateHosts: [host],
      name: ({ user, index }) => `${user}'s/${index} ü.png`,
    })
    await hook(taskWith(url), 'alice', call)
    const [put] = bucket.requests
    expect([put?.method, put?.url]).toEqual(['PUT', "/pictures/alice's/0%20%C3%BC.png"])
    expect(put?.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': `${png.length}`,
      authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d+\/eu-central-1\/s3/) as string,
    })
    expect(await body).toEqual(png)
  })

  it('that a bucket refuses are not saved', async () => {
    const { url, host } = await serve((_request, response) => sendPng(response))
    const bucket = await serve(
      (request, response) => void request.resume().on('end', () => response.writeHead(403).end()),
    )
    const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'the secret half', region: 'eu-central-1' }
    const hook = saveImages({ bucket: { url: bucket.url, ...keys }, privateHosts: [host] })
    await expect(hook(taskWith(url), 'alice', call)).rejects.toThrow('The bucket answered 403')
  })

  it('of a task on its way through the handler arrive, and no host saw the key', async () => {
    const storage = createStorage()
    const desk = createDesk({ emulator: { latency: 0 } })
    const { url } = await desk.emulator.listen()
    const { host } = new URL(url)
    const through = createDesk({
      handler: {
        upstream: { baseUrl: url, token: key, fetch },
        onTaskFinished: saveImages({ storage, privateHosts: [host] }),
      },
    })
    const { data } = await through.as('alice').create({ n: 2 })
    await vi.waitFor(async () => expect(await storage.getKeys()).toHaveLength(2), 10_000)
    const picture = await storage.getItemRaw<Uint8Array>(`${data.task_id}/1.png`)
    expect(await sharp(picture!).metadata()).toMatchObject({ format: 'png', width: 1024 })
  })
})

describe('a host of pictures', () => {
  it.each([
    ['this machine', 'http://127.0.0.1:1/'],
    ['this machine by name', 'http://localhost:1/'],
    ['this machine in another spelling', 'http://0x7f.1:1/'],
    ['this machine as a number', 'http://2130706433:1/'],
    ['this machine in IPv6', 'http://[::1]:1/'],
    ['this machine as IPv4 in IPv6', 'http://[::ffff:127.0.0.1]:1/'],
    ['no machine in particular', 'http://0.0.0.0:1/'],
    ['the cloud’s metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['the local network', 'http://192.168.1.1/'],
    ['IPv4 in IPv6, as it was once written', 'http://[::7f00:1]/'],
    ['a part of IPv6 that nobody has', 'http://[4000::1]/'],
    ['the local network in IPv6', 'http://[fd00::1]/'],
    ['a carrier’s network', 'http://100.64.0.1/'],
    ['many machines', 'http://224.0.0.1/'],
  ])('that is %s is refused', async (_name, url) => {
    await expect(save(url)).rejects.toThrow('is no address of the open internet')
  })

  it.each([
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'ftp://pictures.example.com/a',
    'http://user:pass@example.com/',
    'nothing',
  ])('is not to be found in %s', async (url) => {
    await expect(save(url)).rejects.toThrow('The address of a picture is none')
  })

  it('that redirects inside is not followed there', async () => {
    const inside = await serve((_request, response) => sendPng(response))
    for (const target of [`${inside.url}/secret`, 'http://169.254.169.254/', 'http://localhost:1/', '//[::1]/']) {
      const { url, host } = await serve((_request, response) => response.writeHead(302, { location: target }).end())
      await expect(save(url, { privateHosts: [host] })).rejects.toThrow('is no address of the open internet')
    }
    expect(inside.connections()).toBe(0)
  })

  it('that redirects to where pictures may be is followed, but not for ever', async () => {
    const target = await serve((_request, response) => sendPng(response))
    const { url, host } = await serve((request, response) => {
      response.writeHead(302, { location: request.url === '/once' ? target.url : '/again' }).end()
    })
    const privateHosts = [host, target.host]
    expect(await (await save(`${url}/once`, { privateHosts })).getKeys()).toHaveLength(1)
    await expect(save(url, { privateHosts })).rejects.toThrow('redirects without end')
  })

  it('whose name leads inside is refused, and the name is looked up once', async () => {
    const { connections, url } = await serve((_request, response) => sendPng(response))
    const names: string[] = []
    const lookup: LookupFunction = (name, _options, done) => {
      names.push(name)
      // The second time it would be another, as those do it who want to get past a check.
      done(null, [{ address: names.length === 1 ? '127.0.0.1' : '93.184.215.14', family: 4 }])
    }
    const named = `http://pictures.example.com:${new URL(url).port}/`
    await expect(save(named, { lookup })).rejects.toThrow('pictures.example.com is no address of the open internet')
    expect(names).toEqual(['pictures.example.com'])
    expect(connections()).toBe(0)
  })

  it('one of whose addresses leads inside is refused', async () => {
    const addresses = ['93.184.215.14', '10.0.0.1'].map((address) => ({ address, family: 4 }))
    const lookup: LookupFunction = (_name, _options, done) => done(null, addresses)
    await expect(save('http://pictures.example.com/', { lookup })).rejects.toThrow('open internet')
  })

  it.each<[string, RequestListener, string]>([
    [
      'sends a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      'no PNG, JPEG or WebP',
    ],
    [
      'sends a drawing that can hold scripts',
      (_, response) => response.writeHead(200, { 'content-type': 'image/svg+xml' }).end('<svg>'),
      'no PNG, JPEG or WebP',
    ],
    [
      'calls a page a picture',
      (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<html>'.repeat(9)),
      'something else than it says',
    ],
    [
      'calls one kind another',
      (_, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(png),
      'something else than it says',
    ],
    [
      'sends nothing',
      (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(),
      'a part of a picture',
    ],
    [
      'packs it',
      (_, response) => response.writeHead(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' }).end(png),
      'a packed picture',
    ],
    ['has none', (_, response) => response.writeHead(404).end(), 'answered 404'],
    [
      'says that it is too large',
      (_, response) => response.writeHead(200, { 'content-type': 'image/png', 'content-length': 2e9 }).flushHeaders(),
      'more than 100000 bytes',
    ],
    ['sends without end', sendForEver, 'more than 100000 bytes'],
    [
      'stops in the middle',
      (_, response) => void response.writeHead(200, { 'content-type': 'image/png' }).write(png.subarray(0, 50)),
      'is too slow',
    ],
    ['says nothing', () => undefined, 'is too slow'],
  ])('that %s is given up', async (_name, answer, reason) => {
    const { url, host, requests } = await serve(answer)
    const attempt = save(url, { privateHosts: [host], maxBytes: 100_000, timeoutMs: 500 })
    await expect(attempt).rejects.toThrow(reason)
    await expect.poll(() => requests[0]?.socket.destroyed).toBe(true)
  })

  it('is named in what is refused, and the signature of its address is not', async () => {
    const { url, host } = await serve((_request, response) => response.writeHead(403).end())
    const error = await save(`${url}/a.png?signature=secret`, { privateHosts: [host] }).catch((error: Error) => error)
    expect(error).toMatchObject({ name: 'PictureRefused', message: `${host} answered 403 instead of a picture` })
  })
})

function sendForEver(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'image/png' })
  response.write(png)
  const piece = Buffer.alloc(16_384)
  const more = (): void => {
    while (!response.destroyed && response.write(piece));
    response.once('drain', more)
  }
  more()
}
