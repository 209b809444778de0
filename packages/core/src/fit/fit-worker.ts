import type { FitJob, FitOutcome } from './fit-job.ts'
import { fitPicture } from './fit-picture.ts'

/** What we use of a worker's globals; the types of a page and of a worker do not go together. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<FitJob>) => void): void
  postMessage(outcome: FitOutcome, transfer: readonly Transferable[]): void
}

const scope = globalThis as unknown as WorkerScope

scope.addEventListener('message', ({ data }) => {
  void fitPicture(data).then((outcome) => scope.postMessage(outcome, []))
})
