import { createEmulator } from '../src/index.ts'
import { expect, it, vi } from 'vitest'

it('close ends what a fault holds back, and leaves no timer', async () => {
  vi.useFakeTimers()
  const emulator = createEmulator({ faults: [{ kind: 'slow-answer', delayMs: 20_000 }] })
  const answer = emulator.fetch('http://emulator.test/kling/v1/images/omni-image', {
    method: 'POST',
    headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
    body: JSON.stringify({ model_name: 'kling-v3-omni', prompt: 'a lighthouse' }),
  })
  const reason = answer.catch((error: unknown) => error)
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0))
  await emulator.close()
  expect(await reason).toMatchObject({ message: 'fetch failed' })
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
