import { expect, it } from 'vitest'
import { playSoak } from '../../../bench/src/play-soak.ts'

it('500 clicks while three requests of ten go wrong: every one is accounted for, and nothing is left behind', async () => {
  const { endings, billed, unaccounted, left, faults } = await playSoak({ tasks: 500, latencyMs: 2000 })
  expect(unaccounted).toEqual([])
  expect(left).toEqual([])
  expect(Object.keys(endings).toSorted()).toEqual(['picture', 'submit-uncertain'])
  expect(endings['picture']! + endings['submit-uncertain']!).toBe(500)
  expect(billed).toBeGreaterThanOrEqual(endings['picture']!)
  expect(faults).toBeGreaterThan(0)
}, 120_000)
