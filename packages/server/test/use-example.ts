import assert from 'node:assert/strict'
import { createOmniImageClient } from '@omni-image/core'
import { basePath, operations } from '@omni-image/core/wire'
import type { Emulator } from '@omni-image/emulator'
import sharp from 'sharp'
import { readEvents, type EventSource } from './event-source.ts'

const path = basePath + operations.createOmniImage.path
const signedIn = { cookie: 'session=demo-session' }

/**
 * Uses a program with a handler as a browser would: makes a picture, is told of it, and leaves. Gives the stream that is
 * still open, to look at when the program ends. Throws where something is not as it should be.
 */
export async function useExample(url: string, emulator: Emulator): Promise<EventSource> {
  assert.equal((await fetch(url)).status, 200)
  assert.equal((await fetch(url + path)).status, 401)
  const source = readEvents(await openStream(url))

  const client = createOmniImageClient({ baseUrl: url, headers: signedIn })
  const { images, task_id } = await client.generate({
    prompt: 'A lighthouse',
    image_list: [{ image: await drawLargePicture() }],
  })
  client.close()
  assert.equal(images.length, 1)
  assert.equal(emulator.ledger().tasks, 1)
  const isTold = (): boolean =>
    source.events.some(({ data }) => data.task_id === task_id && data.task_status === 'succeed')
  await until(isTold, 'the picture was not told on the stream')

  // A user has ten streams, so readers who left must have been noticed.
  for (let count = 0; count < 12; count += 1) await openAndLeave(url)
  await until(() => openAndLeave(url), 'readers who leave are not noticed')
  return source
}

async function openStream(url: string, signal?: AbortSignal): Promise<Response> {
  return fetch(url + path, { headers: { ...signedIn, accept: 'text/event-stream' }, ...(signal && { signal }) })
}

/** Whether it was a stream: one too many is answered like a look. */
async function openAndLeave(url: string): Promise<boolean> {
  const leaving = new AbortController()
  const { headers } = await openStream(url, leaving.signal)
  leaving.abort()
  return headers.get('content-type')?.startsWith('text/event-stream') ?? false
}

async function until(isSo: () => boolean | Promise<boolean>, complaint: string): Promise<void> {
  for (let tries = 0; !(await isSo()); tries += 1) {
    assert.ok(tries < 100, complaint)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** Too large for one piece on the wire. */
async function drawLargePicture(): Promise<Uint8Array<ArrayBuffer>> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = sharp({ create: { width: 500, height: 400, channels: 3, background: 'teal', noise } })
  return new Uint8Array(await picture.png().toBuffer())
}
