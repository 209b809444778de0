import { expect, it } from 'vitest'
import { createDurations } from './durations.ts'

const prior = { medianMs: 24_000, sigma: 0.5 }

it('expects what the spec says until tasks have ended', () => {
  const durations = createDurations(prior)
  expect(durations.isNew()).toBe(true)
  expect(durations.outlook(durations.kind('2k'))).toMatchObject({ medianMs: expect.closeTo(24_000) })
})

it('has learned from five tasks, though the spec was off by two', () => {
  const durations = createDurations(prior)
  const kind = durations.kind('2k')
  for (const durationMs of [9_000, 11_000, 12_000, 13_000, 16_000]) durations.learn(kind, durationMs)
  const { medianMs } = durations.outlook(kind)
  expect(medianMs).toBeGreaterThan(10_000)
  expect(medianMs).toBeLessThan(15_000)
  expect(durations.isNew()).toBe(false)
})

it('tells kinds apart, and expects of a new kind what the others take', () => {
  const durations = createDurations(prior)
  for (let count = 0; count < 20; count++) durations.learn(durations.kind('1k'), 5_000)
  for (let count = 0; count < 20; count++) durations.learn(durations.kind('4k'), 60_000)
  const medianOf = (name: string): number => durations.outlook(durations.kind(name)).medianMs
  expect(medianOf('1k')).toBeLessThan(7_000)
  expect(medianOf('4k')).toBeGreaterThan(45_000)
  expect(medianOf('8k')).toBeGreaterThan(10_000)
  expect(medianOf('8k')).toBeLessThan(40_000)
})

it('is surer the more alike they are', () => {
  const durations = createDurations(prior)
  const kind = durations.kind('1k')
  for (let count = 0; count < 40; count++) durations.learn(kind, 20_000)
  expect(durations.outlook(kind).sigma).toBeLessThan(0.25)
})

it('notices a change of pace', () => {
  const durations = createDurations(prior)
  const kind = durations.kind('1k')
  for (let count = 0; count < 1_000; count++) durations.learn(kind, 10_000)
  for (let count = 0; count < 200; count++) durations.learn(kind, 40_000)
  expect(durations.outlook(kind).medianMs).toBeGreaterThan(35_000)
})
