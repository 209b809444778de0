import type { WatchOptions } from '../client/options.ts'
import type { Durations } from './durations.ts'
import { isHidden } from './page.ts'
import { pauseUntil, undetectedWait } from './undetected-wait.ts'
import type { Watch } from './watched.ts'

/** When to look next, in milliseconds. */
export interface Schedule {
  /** Between the last look at a task and the next. */
  readonly pauseMs: (watch: Watch) => number
  /** From now, until so many tasks are worth a look at `pages` list pages; not before `leastMs`. */
  readonly listPauseMs: (watches: readonly Watch[], pages: number, leastMs: number) => number
}

/** A request is spent when it is expected to end this much unnoticed waiting. Half of it costs 1.4 times the requests. */
const enoughMs = 205

/** More of them would tell the same. */
const sampleSize = 64

/** A page that nobody sees waits this many times longer, up to a limit. */
const hiddenFactor = 3
const hiddenMostMs = 30_000

export function createSchedule(durations: Durations, options: WatchOptions): Schedule {
  const { minPauseMs = 1_000, maxPauseMs = 10_000 } = options

  /** Keeps many clients apart, and lets a page that nobody sees rest. */
  function vary(pauseMs: number): number {
    const variedMs = pauseMs * (0.95 + Math.random() / 10)
    return isHidden() ? Math.max(variedMs, Math.min(variedMs * hiddenFactor, hiddenMostMs)) : variedMs
  }

  return {
    pauseMs(watch) {
      const ageMs = seenAgeMs(watch)
      const wait = undetectedWait(durations.outlook(watch.kind), ageMs)
      // An API that answers much faster than the spec says is noticed by a few early looks.
      const mostMs = durations.isNew() ? Math.min(maxPauseMs, Math.max(minPauseMs, ageMs * 2.5)) : maxPauseMs
      return vary(pauseUntil((pauseMs) => wait(ageMs + pauseMs), enoughMs, minPauseMs, mostMs))
    },
    listPauseMs(watches, pages, leastMs) {
      const now = Date.now()
      const every = Math.ceil(watches.length / sampleSize)
      const waits = watches
        .filter((_watch, index) => index % every === 0)
        .map((watch) => {
          const bornAt = bornAtOf(watch)
          const wait = undetectedWait(durations.outlook(watch.kind), seenAgeMs(watch))
          return (pauseMs: number) => wait(now + pauseMs - bornAt)
        })
      const sum = (pauseMs: number): number => waits.reduce((total, wait) => total + wait(pauseMs), 0)
      const share = waits.length / watches.length
      return vary(pauseUntil(sum, enoughMs * pages * share, leastMs, maxPauseMs))
    },
  }
}

/** When the task was accepted. The API's clock may be ahead of ours. */
export function bornAtOf({ task, startedAt }: Watch): number {
  return Math.min(task.getSnapshot().submittedAt ?? Infinity, startedAt)
}

/** How old the task was when it was last seen. */
function seenAgeMs(watch: Watch): number {
  const bornAt = bornAtOf(watch)
  return Math.max(0, (watch.seenAt ?? bornAt) - bornAt)
}
