import type { Outlook } from './undetected-wait.ts'

/** Tasks that take about as long as each other, and how long those that ended took. */
export interface TaskKind {
  count: number
  /** Of the logarithms of the durations, in milliseconds: mean, and the sum of squared distances from it. */
  mean: number
  squares: number
}

/** What this client has learned about how long tasks take. */
export interface Durations {
  readonly kind: (name: string | undefined) => TaskKind
  readonly learn: (kind: TaskKind, durationMs: number) => void
  readonly outlook: (kind: TaskKind) => Outlook
  /** Too little is known to trust it. */
  readonly isNew: () => boolean
}

/** Older durations fade, so that a change of the API's pace is noticed. */
const memory = 50

/** Of the spread that was expected, in tasks; the median that was expected counts as one. */
const sigmaWeight = 4

/** `prior` is what to expect until tasks have ended. */
export function createDurations(prior: Outlook): Durations {
  const all: TaskKind = { count: 0, mean: 0, squares: 0 }
  const kinds = new Map<string, TaskKind>()

  return {
    kind(name) {
      if (name === undefined) return all
      const kind = kinds.get(name) ?? { count: 0, mean: 0, squares: 0 }
      kinds.set(name, kind)
      return kind
    },
    learn(kind, durationMs) {
      const logarithm = Math.log(Math.max(100, durationMs))
      for (const each of new Set([kind, all])) {
        if (each.count < memory) each.count++
        else each.squares *= 1 - 1 / memory
        const distance = logarithm - each.mean
        each.mean += distance / each.count
        each.squares += distance * (logarithm - each.mean)
      }
    },
    outlook: (kind) => (kind === all ? expect(prior, all) : expect(expect(prior, all), kind)),
    isNew: () => all.count < 3,
  }
}

/** What was expected, corrected by what was seen. */
function expect({ medianMs, sigma }: Outlook, { count, mean, squares }: TaskKind): Outlook {
  const variance = (sigmaWeight * sigma ** 2 + squares) / (sigmaWeight + count)
  return {
    medianMs: Math.exp((Math.log(medianMs) + count * mean) / (1 + count)),
    sigma: Math.sqrt(variance * (1 + 1 / (1 + count))),
  }
}
