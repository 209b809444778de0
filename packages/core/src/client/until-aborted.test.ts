import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { withTimeout } from './until-aborted.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

const forever = (_signal?: AbortSignal): Promise<never> => new Promise(() => undefined)

/** A signal that counts who listens to it. */
function countingSignal(): { controller: AbortController; listeners: () => number } {
  const controller = new AbortController()
  const added = vi.spyOn(controller.signal, 'addEventListener')
  const removed = vi.spyOn(controller.signal, 'removeEventListener')
  return { controller, listeners: () => added.mock.calls.length - removed.mock.calls.length }
}

it('work that does not listen is given up when the signal fires, and nothing of the wait is left', async () => {
  const { controller, listeners } = countingSignal()
  const waiting = withTimeout(forever, 500, controller.signal)
  expect([vi.getTimerCount(), listeners()]).toEqual([1, 1])
  controller.abort('enough')
  await expect(waiting).rejects.toBe('enough')
  expect([vi.getTimerCount(), listeners()]).toEqual([0, 0])
})

it('work that does not listen is given up when its time is over, and its signal fires', async () => {
  let given: AbortSignal | undefined
  const { controller, listeners } = countingSignal()
  const waiting = withTimeout((signal) => forever((given = signal)), 500, controller.signal)
  vi.advanceTimersByTime(500)
  await expect(waiting).rejects.toMatchObject({ code: 'connection', message: expect.stringContaining('500 ms') })
  expect(given?.aborted).toBe(true)
  expect([vi.getTimerCount(), listeners()]).toEqual([0, 0])
})

it('a signal that has fired already lets no work begin', async () => {
  const work = vi.fn(forever)
  await expect(withTimeout(work, 500, AbortSignal.abort('before'))).rejects.toBe('before')
  expect(work).not.toHaveBeenCalled()
  expect(vi.getTimerCount()).toBe(0)
})

it.each(['resolves', 'rejects'])('whoever waits for work that %s finds no timer and no listener left', async (end) => {
  const { controller, listeners } = countingSignal()
  const work = async (): Promise<string> => {
    if (end === 'rejects') throw new Error(end)
    return end
  }
  const left = (): number[] => [vi.getTimerCount(), listeners()]
  expect(await withTimeout(work, 500, controller.signal).then(left, left)).toEqual([0, 0])
})
