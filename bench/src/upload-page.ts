import { bigPng } from './big-png.ts'
import { naive, ours } from './upload-ways.ts'

let images: Blob[] = []

export function prepare(count: number, bytes: number): void {
  images = Array.from({ length: count }, (_, index) => new Blob([bigPng(bytes, index)], { type: 'image/png' }))
}

/** Sends, and gives the time it took and the longest time for which the page could do nothing else, in milliseconds. */
export async function run(way: 'ours' | 'naive'): Promise<{ tookMs: number; stallMs: number }> {
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
  await { ours, naive }[way](images, '')
  port1.close()
  return { tookMs: performance.now() - startedAt, stallMs }
}
