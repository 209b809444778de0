import { withTimeout } from '../client/until-aborted.ts'
import { UnexpectedError } from '../errors/unexpected-error.ts'

/** For how long a paid request waits for the journal, in milliseconds. */
const longestMs = 10_000

/** For how long listeners do: a disk that hangs must not hide pictures that are there. */
const patienceMs = 2_000

type Called<Result> = Result | PromiseLike<Result>

/**
 * Calls a journal without which nothing may be sent. Gives a promise only where the journal does. What it does after
 * nobody waits for it any more can be undone.
 */
export function callJournal<Result>(call: () => Called<Result>, undo?: () => unknown): Called<Result> {
  const fail = (cause: unknown): never => {
    throw new UnexpectedError('The journal', cause, true)
  }
  try {
    const called = call()
    if (!isPromise(called)) return called
    return withTimeout(async () => called, longestMs, undefined).catch((cause: unknown) => {
      if (undo) called.then(undo).then(undefined, () => undefined)
      return fail(cause)
    })
  } catch (cause) {
    return fail(cause)
  }
}

/** Calls a journal whose failure changes nothing any more: the task is under way and goes on. Its promise never rejects. */
export function tryJournal(call: () => Called<unknown>): Promise<unknown> | undefined {
  try {
    const called = call()
    return isPromise(called) ? withTimeout(async () => called, patienceMs, undefined).catch(() => undefined) : undefined
  } catch {
    return undefined
  }
}

export function isPromise<Result>(called: Called<Result>): called is PromiseLike<Result> {
  return typeof (called as Partial<PromiseLike<Result>> | undefined)?.then === 'function'
}
