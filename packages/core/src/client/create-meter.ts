import type { OnProgress } from './carrier.ts'

/** Shortest pause between two steps, in milliseconds; the last one does not wait. */
const pauseMs = 100

/** Tells how far an upload is: at once, then in steps of a hundredth or more, about ten times a second, and the end. */
export function createMeter(totalBytes: number, onProgress: OnProgress | undefined): (loadedBytes: number) => void {
  let told = -1
  let toldAt = -Infinity
  return (loadedBytes) => {
    const progress = Math.floor((100 * loadedBytes) / totalBytes) / 100
    const now = performance.now()
    if (progress === told || (progress < 1 && now - toldAt < pauseMs)) return
    told = progress
    toldAt = now
    onProgress?.(progress)
  }
}
