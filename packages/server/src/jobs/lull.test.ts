import { expect, it } from 'vitest'
import { createLull } from './lull.ts'

function createDesk() {
  let nowMs = 0
  const lull = createLull({ now: () => nowMs })
  return { lull, pass: (ms: number) => void (nowMs += ms) }
}

it('lulls grow while the API has no room, and begin anew after a request that it took', () => {
  const { lull, pass } = createDesk()
  const pausesMs = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
    const pauseMs = lull.begin('busy')
    pass(pauseMs)
    return pauseMs
  })
  expect(pausesMs[0]).toBeLessThanOrEqual(1250)
  expect(pausesMs[3]).toBeGreaterThanOrEqual(6000)
  expect(pausesMs[7]).toBeLessThanOrEqual(37_500)
  lull.end()
  expect(lull.begin('busy')).toBeLessThanOrEqual(1250)
})

it('refusals of requests that were under way together count once', () => {
  const { lull } = createDesk()
  const pausesMs = [1, 2, 3, 4].map(() => lull.begin('busy'))
  expect(Math.max(...pausesMs)).toBeLessThanOrEqual(1250)
})

it('what the API asks for is the least', () => {
  const { lull } = createDesk()
  expect(lull.begin('busy', 90_000)).toBe(90_000)
})
