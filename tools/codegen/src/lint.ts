import { once } from 'node:events'
import { MessageChannel, Worker } from 'node:worker_threads'

let worker: Worker | undefined

/**
 * Runs the linter over the spec of a repository: its problems with line and column, or an empty text. It works in a thread,
 * beside the generator, and stays loaded for the next time.
 */
export async function lint(root: URL): Promise<string> {
  const { port1: here, port2: there } = new MessageChannel() // calls may overlap
  loadLinter().postMessage({ root: root.href, answer: there }, [there])
  const ended = once(here, 'close').then(() => ['the linter ended without an answer'])
  const [problems] = (await Promise.race([once(here, 'message'), ended])) as [string]
  here.close()
  return problems
}

/** Loads the linter; worth a call where other things are to be loaded meanwhile. */
export function loadLinter(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('lint-worker.ts', import.meta.url))
  worker.unref()
  worker.once('exit', () => (worker = undefined))
  return worker
}
