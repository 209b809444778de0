import { parentPort, workerData } from 'node:worker_threads'
import { run, type RunResult } from './run.ts'

/** Nothing that a half-saved file may cause ends the watching. */
async function generate(root: string, isCheck: boolean): Promise<RunResult> {
  try {
    return await run(new URL(root), isCheck)
  } catch (error) {
    return { ok: false, lines: [error instanceof Error ? error.message : String(error)] }
  }
}

const root = workerData as string
let last = generate(root, true) // the first run takes three times as long as those after it
parentPort?.on('message', () => {
  last = last.then(() => generate(root, false))
  void last.then((result) => parentPort?.postMessage(result, []))
})
