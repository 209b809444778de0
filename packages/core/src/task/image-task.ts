import type { AnyOmniImageError } from '../errors/any-error.ts'
import { isFinished } from '../journal/newer-entry.ts'
import type { JournalEntry } from '../journal/task-journal.ts'
import type { OmniImageInput } from '../request/input.ts'
import { omniImageTask } from '../wire/generated/tasks.ts'
import { isPromise } from './call-journal.ts'
import type { TaskClient } from './create-task-client.ts'
import { isInputOf } from './describe-input.ts'
import { isSameInput } from './is-same-input.ts'
import { reduce } from './reduce.ts'
import { idleSnapshot, isPending, isSameSnapshot, type TaskSnapshot } from './snapshot.ts'
import type { StartedTask } from './started-task.ts'
import { staysLost } from './stays-lost.ts'
import { tell } from './tell.ts'

export interface ImageTaskOptions<Input = OmniImageInput> {
  readonly client: Pick<TaskClient<Input>, 'start'> &
    Partial<Pick<TaskClient<Input>, 'endpoint' | 'journal' | 'restore'>>
  /**
   * When the screen is first attached: shows the newest unfinished task of the client's journal, if there is one and
   * nothing was started meanwhile. Default: false. Give the client a journal that outlives the page.
   */
  readonly journal?: boolean | undefined
  /** Called once for each task that gets its pictures while somebody looks. */
  readonly onSuccess?: ((snapshot: TaskSnapshot & { readonly status: 'succeed' }) => void) | undefined
  /** Called once for each task that fails while somebody looks. */
  readonly onError?: ((error: AnyOmniImageError, snapshot: TaskSnapshot) => void) | undefined
}

/** What one screen shows and does: the newest task that was started here. All functions work unbound. */
export interface ImageTask<Input = OmniImageInput> {
  /** The same object until something visible changes. */
  readonly getSnapshot: () => TaskSnapshot
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Starts one paid task and shows it. Resolves with its last snapshot, also a failed or stopped one, and never
   * rejects. A task that was shown before goes on unseen, and its own call resolves with its own end.
   * With the same input right after a `submit-uncertain` failure it looks for that task instead, as `resume` does, and
   * sends nothing: a Retry button never pays twice, also where the journal has brought that task back (then prompt, options
   * and the number of images tell). `reset` first to start anew all the same.
   */
  readonly generate: (input: Input) => Promise<TaskSnapshot>
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
  readonly input?: unknown
  /** Where the journal has brought it back; there is no input then. */
  readonly entry?: JournalEntry
  /** Nobody knows what became of the request. */
  isLost: boolean
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
export function createImageTask<Input = OmniImageInput>({
  client,
  journal,
  onSuccess,
  onError,
}: ImageTaskOptions<Input>): ImageTask<Input> {
  const { deadlineMs } = client.endpoint?.tasks ?? omniImageTask
  const listeners = new Set<() => void>()
  const runs = new Set<Run>()
  let shown: Run | undefined
  let snapshot: TaskSnapshot = idleSnapshot
  let isHere = false
  /** Whether the journal still has to be asked. */
  let isNew = journal === true

  function show(next: TaskSnapshot): void {
    if (isSameSnapshot(snapshot, next)) return
    snapshot = next
    for (const listener of [...listeners]) tell(listener)
  }

  /** Passes on what became of a run. */
  function update(run: Run, last: TaskSnapshot): void {
    run.isLost = staysLost(run.isLost, last)
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

  function isLost(run: Run): boolean {
    return run.task !== undefined && staysLost(run.isLost, run.task.getSnapshot())
  }

  function asksFor({ input, entry }: Run, asked: Input): boolean {
    if (!entry) return isSameInput(input, asked)
    return client.endpoint !== undefined && isInputOf(client.endpoint, asked, { ...entry, key: entry.external_task_id })
  }

  /** Shows what was under way when the page went. */
  function pickUp(entries: readonly JournalEntry[]): void {
    if (!isHere || !isNew) return
    isNew = false
    if (shown) return // the user was quicker
    for (const entry of entries.filter((one) => isUnderWay(one, deadlineMs))) {
      const task = client.restore?.(entry)
      if (!task) continue
      shown = { task, entry, looking: new AbortController(), isStopped: true, isLost: false }
      return void resume()
    }
  }

  return {
    getSnapshot: () => snapshot,
    subscribe: (listener) => {
      const own = (): void => listener() // the same function twice is two subscriptions
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    generate: (input) => {
      if (shown && isLost(shown) && asksFor(shown, input)) return resume()
      const run: Run = { input, looking: new AbortController(), isStopped: false, isLost: false }
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
      isHere = true
      const listed = isNew && client.journal?.list()
      if (isPromise(listed)) listed.then(pickUp, () => undefined)
      else if (listed) pickUp(listed)
      if (shown?.isStopped && shown.isLeft) void resume()
      return () => {
        isHere = false
        stop(true)
      }
    },
    reset: () => {
      stop()
      shown = undefined
      show(idleSnapshot)
    },
  }
}

/** An old request that nobody ever answered was most likely never sent: `client.resume()` looks for it, a screen does not. */
function isUnderWay(entry: JournalEntry, deadlineMs: number): boolean {
  return entry.state === 'submitting' ? Date.now() - entry.startedAt < deadlineMs : !isFinished(entry)
}
