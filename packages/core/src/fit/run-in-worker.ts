import type { FitJob, FitOutcome } from './fit-job.ts'

/**
 * Encoding in the page stops it for a quarter of a second with a photo and for more than a second with a large PNG, so
 * it is done in a worker. That is a file of its own, not a `blob:` URL, which a strict content policy forbids.
 * Undefined where no worker can be had: in a bundle that left the file out, under a policy that forbids workers, or in
 * something that is not a page.
 */
export function runInWorker(job: FitJob, signal: AbortSignal | undefined): Promise<FitOutcome | undefined> {
  return new Promise((resolve, reject) => {
    if (typeof Worker === 'undefined' || typeof document === 'undefined') return resolve(undefined)
    let worker: Worker
    try {
      worker = new Worker(new URL('./fit-worker.js', import.meta.url), { type: 'module' })
    } catch {
      return resolve(undefined)
    }
    const stop = (): void => {
      worker.terminate()
      signal?.removeEventListener('abort', abort)
    }
    const abort = (): void => {
      stop()
      reject(signal!.reason as Error)
    }
    const giveUp = (event: Event): void => {
      event.preventDefault() // the page takes over, so there is nothing to report
      stop()
      resolve(undefined)
    }
    signal?.addEventListener('abort', abort)
    worker.addEventListener('error', giveUp)
    worker.addEventListener('messageerror', giveUp)
    worker.addEventListener('message', ({ data }: MessageEvent<FitOutcome>) => {
      stop()
      resolve(data)
    })
    worker.postMessage(job, [])
  })
}
