import { createGate, type Gate } from './create-gate.ts'

/** What a process does on disk at once: more would hit the number of files that it may open, and not be quicker. */
const mostAtOnce = 32

/** Runs `work` as soon as not too much of that kind is under way. */
export const inTurn: Gate = createGate(mostAtOnce)

/** The last change of each task that is under way, whichever journal of this process it came from. */
const changes = new Map<string, Promise<unknown>>()

/** Runs changes of one task one after the other, each in turn: a late rename must not bring back what was deleted meanwhile. */
export function inOrder<Result>(task: string, work: () => Promise<Result>): Promise<Result> {
  const change = workAfter(changes.get(task), work)
  const end = (): void => {
    if (changes.get(task) === change) changes.delete(task)
  }
  changes.set(task, change)
  void change.then(end, end)
  return change
}

async function workAfter<Result>(before: Promise<unknown> | undefined, work: () => Promise<Result>): Promise<Result> {
  await before?.catch(() => undefined)
  return inTurn(work)
}
