import { describe, expect, it } from 'vitest'
import { pauseUntil, undetectedWait } from './undetected-wait.ts'

const outlook = { medianMs: 20_000, sigma: 0.5 }

/** A number between 0 and 1 for each of `count` equal shares of chance, as a normal score. */
const scores = Array.from({ length: 20_001 }, (_item, index) => (index - 10_000) / 1_250)
const weights = scores.map((score) => Math.exp((-score * score) / 2))

/** What the closed form says, added up over many durations. */
function addedUp(fromMs: number, toMs: number): number {
  const durations = scores.map((score) => outlook.medianMs * Math.exp(outlook.sigma * score))
  let sum = 0
  let share = 0
  for (const [index, durationMs] of durations.entries()) {
    if (durationMs <= fromMs) continue
    share += weights[index]!
    sum += weights[index]! * Math.max(0, toMs - durationMs)
  }
  return sum / share
}

describe('the expected unnoticed waiting', () => {
  it.each([
    [0, 10_000],
    [0, 60_000],
    [10_000, 13_000],
    [20_000, 26_000],
    [60_000, 70_000],
    [120_000, 130_000],
  ])('between the ages of %i and %i ms is what adding it up gives', (fromMs, toMs) => {
    const expected = addedUp(fromMs, toMs)
    expect(undetectedWait(outlook, fromMs)(toMs) / expected).toBeCloseTo(1, 1)
  })

  it('is nothing where no time passes', () => {
    expect(undetectedWait(outlook, 15_000)(15_000)).toBeCloseTo(0)
  })
})

describe('the pause', () => {
  it('keeps to its limits', () => {
    expect(pauseUntil((pauseMs) => pauseMs, 0, 1_000, 5_000)).toBeCloseTo(1_000, -2)
    expect(pauseUntil(() => 0, 1, 1_000, 5_000)).toBe(5_000)
    expect(pauseUntil((pauseMs) => pauseMs, 3_000, 1_000, 5_000)).toBeCloseTo(3_000, -2)
  })

  it('is the longest one where a task is so old that nothing is known', () => {
    const wait = undetectedWait(outlook, 1e12)
    expect(pauseUntil((pauseMs) => wait(1e12 + pauseMs), 200, 1_000, 5_000)).toBe(5_000)
  })
})
