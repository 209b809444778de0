import { vi } from 'vitest'

/** Collects what is reported as uncaught, which would otherwise end the test run. */
export function catchUncaught(): readonly unknown[] {
  const caught: unknown[] = []
  const run = async (task: () => void): Promise<void> => {
    await Promise.resolve()
    try {
      task()
    } catch (error) {
      caught.push(error)
    }
  }
  vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((task) => void run(task))
  return caught
}
