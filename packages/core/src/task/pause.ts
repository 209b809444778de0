import { omniImageTask } from '../wire/generated/tasks.ts'

/**
 * How long to wait before the next look at a task of this age, in milliseconds.
 *
 * A few early looks (after about 1, 3.5 and 8 s) notice an API that answers at once, though hardly anything can be ready
 * yet; from where the first tasks finish, looks come at even pauses and thin out with age. The turning points are
 * fractions of the median duration in the spec. Jitter of a tenth keeps many clients apart.
 */
export function pauseMs(ageMs: number, { minPauseMs = 1_000, maxPauseMs = 10_000 } = {}): number {
  const { medianMs } = omniImageTask.duration
  const isEarly = ageMs < medianMs / 2.4
  const wantedMs = isEarly ? Math.min(ageMs * 2.5, medianMs / 5) : Math.max(medianMs / 8, ageMs / 12)
  return Math.min(maxPauseMs, Math.max(minPauseMs, wantedMs)) * (0.9 + Math.random() / 5)
}
