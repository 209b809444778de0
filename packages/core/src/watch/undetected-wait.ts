/** How long tasks take, lognormal: half of them end before `medianMs`, and `sigma` is the spread of the logarithm. */
export interface Outlook {
  readonly medianMs: number
  readonly sigma: number
}

/**
 * For a task that was still running at the age of `fromMs`: how long it will, on average, have been over unnoticed at a
 * later age. Looking when this reaches a set amount comes within a few per cent of the best schedule there is.
 */
export function undetectedWait({ medianMs, sigma }: Outlook, fromMs: number): (ageMs: number) => number {
  const scoreOf = (ageMs: number): number => Math.log(ageMs / medianMs) / sigma
  const meanMs = medianMs * Math.exp(sigma ** 2 / 2)
  // The integral over the share of tasks that still run at an age.
  const runningUpTo = (ageMs: number): number => {
    const score = scoreOf(ageMs)
    return ageMs * upperTail(score) - meanMs * upperTail(score - sigma)
  }
  const share = upperTail(scoreOf(fromMs))
  const start = runningUpTo(fromMs)
  return (ageMs) => ageMs - fromMs - (runningUpTo(ageMs) - start) / share
}

/** The pause from `leastMs` to `mostMs` after which `wait` reaches `enoughMs`. */
export function pauseUntil(
  wait: (pauseMs: number) => number,
  enoughMs: number,
  leastMs: number,
  mostMs: number,
): number {
  let low = leastMs
  let high = Math.max(leastMs, mostMs)
  // So far out that the shares are no numbers any more, it is the longest pause.
  while (high - low > 10) {
    const middle = (low + high) / 2
    if (wait(middle) >= enoughMs) high = middle
    else low = middle
  }
  return high
}

/** The share of a normal distribution above `score`; exact to seven digits, far out too (a Chebyshev fit of erfc). */
function upperTail(score: number): number {
  const x = Math.abs(score) / Math.SQRT2
  const t = 1 / (1 + x / 2)
  const sum = erfcTerms.reduceRight((rest, term) => term + t * rest, 0)
  const tail = (t / 2) * Math.exp(sum - x * x)
  return score < 0 ? 1 - tail : tail
}

const erfcTerms = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
]
