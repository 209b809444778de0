import { bigPng } from './big-png.ts'
import { naive, ours, readBase64 } from './upload-ways.ts'

let images: Blob[] = []
let texts: string[] = []

export async function prepare(way: Way, count: number, bytes: number): Promise<void> {
  images = Array.from({ length: count }, (_, index) => new Blob([bigPng(bytes, index)], { type: 'image/png' }))
  if (way === 'text') texts = await Promise.all(images.map(readBase64))
}

/** Files by the SDK, their Base64 by the SDK, or files by hand. */
export type Way = 'ours' | 'text' | 'naive'

/** Sends, and gives the time it took and the longest time for which the page could do nothing else, in milliseconds. */
export async function run(way: Way): Promise<{ tookMs: number; stallMs: number }> {
  const startedAt = performance.now()
  let lastAt = startedAt
  let stallMs = 0
  // A message channel is not slowed down to 4 ms as timers are.
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', () => {
    const now = performance.now()
    stallMs = Math.max(stallMs, now - lastAt)
    lastAt = now
    setTimeout(() => port2.postMessage(0), 1)
  })
  port1.start()
  port2.postMessage(0)
  await (way === 'naive' ? naive(images, '') : ours(way === 'text' ? texts : images, ''))
  port1.close()
  return { tookMs: performance.now() - startedAt, stallMs }
}
