import { afterEach, expect, it, vi } from 'vitest'
import { createMeter } from './create-meter.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** What is told of a body of 1000 bytes of which so many leave every so often. */
function toldOf(stepBytes: number, stepMs: number): number[] {
  vi.useFakeTimers()
  const told: number[] = []
  const tell = createMeter(1000, (progress) => told.push(progress))
  for (let loadedBytes = 0; loadedBytes <= 1000; loadedBytes += stepBytes) {
    tell(loadedBytes)
    vi.advanceTimersByTime(stepMs)
  }
  return told
}

it('tells a slow upload in hundredths', () => {
  expect(toldOf(1, 200)).toEqual(Array.from({ length: 101 }, (_item, step) => step / 100))
})

it('tells a fast upload ten times a second, and its end', () => {
  expect(toldOf(10, 10)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
})

it('tells the end at once', () => {
  expect(toldOf(500, 0)).toEqual([0, 1])
})
