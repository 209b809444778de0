import type { ApiError } from '../errors/api-error.ts'
import type { Task } from '../wire/generated/types.ts'
import { backoffMs, isPassing } from './backoff.ts'
import { sleep } from './until-aborted.ts'

export interface Search {
  readonly look: () => Promise<Task>
  /** When the request that may have made the task was under way at the latest. */
  readonly since: number
  readonly deadlineMs: number
  /** The error for a task whose fate stays unknown. */
  readonly uncertain: (cause: unknown) => Error
  /** Why the task has to be looked for. */
  readonly cause?: unknown
  readonly signal?: AbortSignal
}

/** For how long a task may be missing after a request that may have created it, in milliseconds. */
export const graceMs = 8_000

/** For how long nobody need answer at all: a page that went offline should say so before long. */
const silenceMs = 60_000

/**
 * Looks for a task through the grace time, and longer while the network is down. Undefined once it can be said not to be
 * there; fails with the uncertain error where not even that is known.
 */
export async function findTask({
  look,
  since,
  deadlineMs,
  uncertain,
  cause,
  signal,
}: Search): Promise<Task | undefined> {
  const startedAt = Date.now()
  const sentAt = Math.min(since, startedAt + deadlineMs) // a clock may have been set back
  const isLongAgo = startedAt - sentAt >= graceMs
  let lastError: unknown
  for (let failures = 1; ; failures++) {
    // What was sent long ago is there at once, or not at all.
    const pauseMs = Math.min(backoffMs(Math.min(failures, 3), lastError), deadlineMs)
    if (failures > 1 || !isLongAgo) await sleep(pauseMs, signal)
    try {
      return await look()
    } catch (error) {
      signal?.throwIfAborted()
      lastError = error
      const now = Date.now()
      if ((error as ApiError).kind === 'not-found') {
        if (now - sentAt >= graceMs) return undefined
      } else if (!isPassing(error) || now - startedAt >= Math.min(silenceMs, deadlineMs))
        throw uncertain(cause ?? error)
    }
  }
}
