import type { AnyOmniImageError } from '../errors/any-error.ts'
import type { OmniImageInput } from '../request/input.ts'
import type { OmniImageClient } from './create-omni-image-client.ts'
import { reduce } from './reduce.ts'
import { idleSnapshot, isPending, isSameSnapshot, type TaskSnapshot } from './snapshot.ts'
import type { StartedTask } from './started-task.ts'
import { tell } from './tell.ts'

export interface ImageTaskOptions {
  readonly client: Pick<OmniImageClient, 'start'>
  /** Called once for each task that gets its pictures while somebody looks. */
  readonly onSuccess?: ((snapshot: TaskSnapshot & { readonly status: 'succeed' }) => void) | undefined
  /** Called once for each task that fails while somebody looks. */
  readonly onError?: ((error: AnyOmniImageError, snapshot: TaskSnapshot) => void) | undefined
}

/** What one screen shows and does: the newest task that was started here. All functions work unbound. */
export interface ImageTask {
  /** The same object until something visible changes. */
  readonly getSnapshot: () => TaskSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Starts one paid task and shows it. Resolves with its last snapshot, also a failed or stopped one, and never
   * rejects. A task that was shown before goes on unseen, and its own call resolves with its own end.
   */
  readonly generate: (input: OmniImageInput) => Promise<TaskSnapshot>
  /** Looks away. The API cannot cancel: a task that was sent goes on, is billed, and `resume` looks at it again. */
  readonly stop: () => void
  /** Looks again after `stop`, a deadline or a failure that was not the task's own; else changes nothing. */
  readonly resume: () => Promise<TaskSnapshot>
  /** Looks away and forgets the task: the screen is `idle` again. */
  readonly reset: () => void
  /**
   * For a screen that comes and goes: looks again at what it looked at when it left, and returns what to call when it
   * leaves. What the user has stopped stays stopped.
   */
  readonly attach: () => () => void
}

/** One call of `generate`. */
interface Run {
  /** Undefined while the client is starting it. */
  task?: StartedTask
  readonly looking: AbortController
  isStopped: boolean
  /** Stopped because the screen left, not by the user. */
  isLeft?: boolean
  /** Waits for the end; undefined once it came or nobody looks any more. */
  waiting?: { readonly end: Promise<TaskSnapshot>; readonly settle: (last: TaskSnapshot) => void } | undefined
  reported?: TaskSnapshot
  unsubscribe?: () => void
}

/**
 * The state machine behind one hook: plain functions over one snapshot.
 *
 * @example
 * const task = createImageTask({ client })
 * task.subscribe(() => render(task.getSnapshot()))
 * await task.generate({ prompt: 'a lighthouse' })
 */
export function createImageTask({ client, onSuccess, onError }: ImageTaskOptions): ImageTask {
  const listeners = new Set<() => void>()
  const runs = new Set<Run>()
  let shown: Run | undefined
  let snapshot: TaskSnapshot = idleSnapshot

  function show(next: TaskSnapshot): void {
    if (isSameSnapshot(snapshot, next)) return
    snapshot = next
    for (const listener of [...listeners]) tell(listener)
  }

  /** Passes on what became of a run. */
  function update(run: Run, last: TaskSnapshot): void {
    if (run.isStopped && last.status === 'failed') return // nobody looks; `resume` will show it
    const seen = run.isStopped ? reduce(last, { type: 'stop' }) : last
    if (run === shown) show(seen)
    if (isPending(seen) || !run.waiting) return
    run.unsubscribe?.()
    runs.delete(run)
    run.waiting.settle(seen)
    run.waiting = undefined
    if (run.reported === seen) return
    run.reported = seen
    if (seen.status === 'succeed') tell(() => onSuccess?.(seen))
    if (seen.status === 'failed') tell(() => onError?.(seen.error, seen))
  }

  /** Waits for the end of a run, for the first time or again. */
  function wait(run: Run): Promise<TaskSnapshot> {
    let settle: (last: TaskSnapshot) => void = () => undefined
    const end = new Promise<TaskSnapshot>((resolve) => (settle = resolve))
    run.waiting = { end, settle }
    run.isStopped = false
    runs.add(run)
    return end
  }

  function stop(isLeft = false): void {
    for (const run of runs) {
      run.isStopped = true
      run.isLeft = isLeft
      run.looking.abort()
      if (run.task) update(run, run.task.getSnapshot())
    }
  }

  function resume(): Promise<TaskSnapshot> {
    const run = shown
    const task = run?.task
    if (!task || run.waiting) return run?.waiting?.end ?? Promise.resolve(snapshot)
    const end = wait(run)
    task.resume()
    run.unsubscribe = task.subscribe(() => update(run, task.getSnapshot()))
    update(run, task.getSnapshot())
    return end
  }

  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      const own = (): void => listener() // the same function twice is two subscriptions
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    generate: (input) => {
      const run: Run = { looking: new AbortController(), isStopped: false }
      shown = run
      const end = wait(run)
      const task = client.start(input, { signal: run.looking.signal, onSnapshot: (last) => update(run, last) })
      run.task = task
      // A paid request that was stopped is followed until its id is known, so that it can be found again.
      const refresh = (): void => update(run, task.getSnapshot())
      void task.accepted().then(refresh, refresh)
      return end
    },
    stop: () => stop(),
    resume,
    attach: () => {
      if (shown?.isStopped && shown.isLeft) void resume()
      return () => stop(true)
    },
    reset: () => {
      stop()
      shown = undefined
      show(idleSnapshot)
    },
  }
}
