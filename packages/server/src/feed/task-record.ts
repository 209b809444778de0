import type { Task } from '@omni-image/core/wire'
import type { Followed } from '../upstream/upstream.ts'

/** What this instance knows of one task. */
export interface TaskRecord extends Followed {
  readonly user: string
  /** As its user knows it. */
  task: Task
  /** Grows with every change of any task. */
  change: number
  changedAt: number
  seenAt: number
  /** Ends the watch upstream. */
  unfollow?: (() => void) | undefined
}
