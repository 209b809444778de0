import { parentPort } from 'node:worker_threads'
import { run, type RunResult } from './run.ts'

/** Nothing that a half-saved file may cause ends the watching. */
async function generate(root: string): Promise<RunResult> {
  try {
    return await run(new URL(root), false)
  } catch (error) {
    return { ok: false, lines: [error instanceof Error ? error.message : String(error)] }
  }
}

parentPort?.on('message', (root: string) => void generate(root).then((result) => parentPort?.postMessage(result, [])))
