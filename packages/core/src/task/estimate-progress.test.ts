import { expect, it } from 'vitest'
import { picture, task } from '../../test/fake-api.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import { estimateProgress } from './estimate-progress.ts'
import { reduce } from './reduce.ts'
import { idleSnapshot } from './snapshot.ts'

const running = reduce(idleSnapshot, { type: 'see', task: task('processing'), at: 1_000 }, omniImageTask)

it('is half after the median duration and never whole while the task runs', () => {
  expect([1_000, 25_000, 49_000, 1_000_000].map((now) => estimateProgress(running, now))).toEqual([
    0,
    0.5,
    0.75,
    expect.closeTo(1),
  ])
  expect(estimateProgress(running, 200_000)).toBeLessThan(1)
})

it('is whole with the pictures alone', () => {
  const event = { type: 'see', task: task('succeed', { task_result: { images: [picture] } }) } as const
  expect(estimateProgress(reduce(running, event, omniImageTask), 1_000)).toBe(1)
})

it.each([idleSnapshot, reduce(running, { type: 'stop' }), reduce(idleSnapshot, { type: 'prepare' })])(
  'is nothing for $status',
  (snapshot) => {
    expect(estimateProgress(snapshot, 60_000)).toBe(0)
  },
)

it('goes by another duration where one is known', () => {
  expect(estimateProgress(running, 5_000, 4_000)).toBe(0.5)
})

it('is not less than nothing when the clock was turned back', () => {
  expect(estimateProgress(running, 0)).toBe(0)
})
