import { once } from 'node:events'
import { watch as watchFolder } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { RunResult } from './run.ts'

const files = ['omni-image.yaml', 'redocly.yaml']
// An editor may save in several steps: an emptied file first, then the text, then a new name.
const settleMs = 40
// The start of what watches need not wait for the generator, nor need the first save.
const loadAfterMs = 2000

interface Watching {
  readonly close: () => void
}

/**
 * Generates again whenever the spec is saved, until it is closed. What is wrong is told and leaves the last good files as
 * they are. It happens in a thread, so that a server that watches can serve the new files meanwhile.
 */
export function watch(root: URL, tell: (result: RunResult) => void): Watching {
  let worker: Worker | undefined
  let isRunning = false
  let isAsked = false
  let isClosed = false

  function load(): Worker {
    if (worker) return worker
    worker = new Worker(new URL('watch-worker.ts', import.meta.url), { workerData: root.href })
    worker.unref()
    worker.on('error', () => undefined) // the generator itself may be in the middle of an edit
    worker.once('exit', () => (worker = undefined))
    return worker
  }

  async function generate(): Promise<RunResult> {
    const thread = load()
    thread.postMessage('generate', [])
    const ended = once(thread, 'exit').then((): [RunResult] => [{ ok: false, lines: ['The generator ended early.'] }])
    const [result] = (await Promise.race([once(thread, 'message'), ended])) as [RunResult]
    return result
  }

  async function regenerate(): Promise<void> {
    isAsked = true
    if (isRunning) return
    isRunning = true
    while (isAsked) {
      await pause(settleMs)
      isAsked = false
      const result = await generate().catch((error: unknown) => ({ ok: false, lines: [String(error)] }))
      if (!isClosed) tell(result)
    }
    isRunning = false
  }

  const loading = setTimeout(load, loadAfterMs).unref()
  const watcher = watchFolder(new URL('openapi/', root), (_event, name) => {
    if (name === null || files.includes(name)) void regenerate()
  })
  return {
    close: () => {
      isClosed = true
      clearTimeout(loading)
      watcher.close()
      void worker?.terminate()
    },
  }
}
