import { omniImageTask } from '../wire/generated/tasks.ts'
import { isPending, type TaskSnapshot } from './snapshot.ts'

/**
 * How far a task probably is, from 0 to 1, by its age and the durations in the spec; the API itself tells nothing. It
 * only grows, and reaches 1 with the pictures alone. Call it from an animation frame and set a style: a bar should cost
 * no render.
 *
 * @param now milliseconds since 1970
 * @param medianMs how long half of all tasks take at most, in milliseconds; default: what the spec says of omni-image
 *
 * @example
 * requestAnimationFrame(() => (bar.style.width = `${100 * estimateProgress(snapshot)}%`))
 */
export function estimateProgress(
  snapshot: TaskSnapshot,
  now: number = Date.now(),
  medianMs: number = omniImageTask.duration.medianMs,
): number {
  if (snapshot.status === 'succeed') return 1
  if (!isPending(snapshot) || snapshot.submittedAt === undefined) return 0
  const age = Math.max(0, now - snapshot.submittedAt) / medianMs
  return 1 - 0.5 ** age
}
