import type { JournalEntry } from '../journal/task-journal.ts'
import { onReturn } from '../watch/page.ts'
import { valueAt } from '../wire/value-at.ts'
import { isPromise } from './call-journal.ts'
import { createId } from './create-id.ts'
import type { TaskClient } from './create-task-client.ts'
import { describeInput, type Described } from './describe-input.ts'
import { isResumable, reduce } from './reduce.ts'
import { idleSnapshot, isPending, isSameSnapshot, type TaskSnapshot } from './snapshot.ts'
import { asksFor, isLost, unfollow, type ShelvedTask } from './shelved-task.ts'
import type { StartedTask } from './started-task.ts'
import { staysLost } from './stays-lost.ts'
import { toItem, type TaskListItem, type TaskListItemOrigin } from './task-list-item.ts'

export type ShelfClient<Input> = Pick<
  TaskClient<Input>,
  'endpoint' | 'start' | 'restore' | 'subscribe' | 'forget' | 'journal'
>

/** A list that shows the shelf. */
export interface ShelfVisitor {
  /** Something visible has changed. */
  readonly onChange: () => void
  /** A task that was on its way is over, or nobody looks at it any more. */
  readonly onEnd: (task: ShelvedTask) => void
}

/** The tasks of one client, for all of its lists, whoever started them. They are looked at while somebody visits. */
export interface TaskShelf<Input> {
  readonly getItems: () => readonly TaskListItem[]
  readonly open: (visitor: ShelfVisitor) => void
  readonly leave: (visitor: ShelfVisitor) => void
  readonly start: (input: Input) => ShelvedTask
  readonly stop: (key: string) => void
  /** Undefined where no such task is on the shelf. */
  readonly resume: (key: string) => ShelvedTask | undefined
  readonly remove: (key: string) => void
  readonly clear: () => void
}

const shelves = new WeakMap<object, unknown>()

/** Lists of one client share a shelf, so that a screen that comes back finds what it left, and two show the same. */
export function shelfOf<Input>(client: ShelfClient<Input>): TaskShelf<Input> {
  const shelf = (shelves.get(client) as TaskShelf<Input> | undefined) ?? createTaskShelf(client)
  shelves.set(client, shelf)
  return shelf
}

function createTaskShelf<Input>(client: ShelfClient<Input>): TaskShelf<Input> {
  const tasks = new Map<string, ShelvedTask>()
  const visitors = new Set<ShelfVisitor>()
  /** May stand in the journal for a while yet. */
  const removed = new Set<string>()
  let items: readonly TaskListItem[] | undefined
  /** Ends the listening for tasks that others start. */
  let close: (() => void) | undefined

  /** Those of the same moment in the order in which they came. */
  const getItems = (): readonly TaskListItem[] =>
    (items ??= [...tasks.values()]
      .map(({ item }) => item)
      .toReversed()
      .toSorted((one, other) => other.startedAt - one.startedAt))

  function changed(): void {
    items = undefined
    for (const { onChange } of [...visitors]) onChange()
  }

  function show(task: ShelvedTask, snapshot: TaskSnapshot): void {
    const last = task.item
    if (isSameSnapshot(last.snapshot, snapshot)) return
    task.item = toItem(last, snapshot)
    changed()
    if (last.isPending && !isPending(snapshot)) end(task)
  }

  function end(task: ShelvedTask): void {
    unfollow(task)
    for (const { onEnd } of [...visitors]) onEnd(task)
  }

  function update(task: ShelvedTask): void {
    if (tasks.get(task.item.key) !== task) return // removed meanwhile
    const last = task.handle!.getSnapshot()
    task.isLost = staysLost(task.isLost, last)
    if (!task.isLost && (last.task_id !== undefined || !isPending(last))) task.input = undefined
    if (!task.isStopped) show(task, last)
    // Nobody looks at a failure that came later; `resume` will show it.
    else if (last.status !== 'failed') show(task, reduce(last, { type: 'stop' }))
  }

  function follow(task: ShelvedTask): void {
    const { handle } = task
    if (!handle || visitors.size === 0 || task.isStopped || task.unsubscribe) return
    if (isPending(handle.getSnapshot())) task.unsubscribe = handle.subscribe(() => update(task))
    update(task)
  }

  function start(input: Input): ShelvedTask {
    const lost = [...tasks.values()].find((task) => isLost(task) && asksFor(client.endpoint, task, input))
    if (lost) return resume(lost)
    const own = valueAt(input, client.endpoint.tasks.request.externalId)
    // A second task under a caller's id gets a key of its own.
    const key = typeof own === 'string' && own !== '' && !tasks.has(own) ? own : createId()
    const task = shelve(
      { key, ...describeInput(client.endpoint, input), startedAt: Date.now() },
      reduce(idleSnapshot, { type: 'prepare' }),
    )
    changed()
    task.input = input
    const handle = client.start(input, { signal: task.starting.signal, newId: key })
    task.handle = handle
    follow(task)
    // A paid request that was stopped is followed until its id is known, so that it can be found again.
    const refresh = (): void => update(task)
    void handle.accepted().then(refresh, refresh)
    return task
  }

  function resume(task: ShelvedTask): ShelvedTask {
    task.isStopped = false
    task.handle?.resume()
    follow(task)
    return task
  }

  function shelve(
    { images, ...origin }: TaskListItemOrigin & Described,
    snapshot: TaskSnapshot,
    handle?: StartedTask,
  ): ShelvedTask {
    const task: ShelvedTask = {
      item: toItem(origin, snapshot),
      handle,
      starting: new AbortController(),
      isStopped: false,
      isLost: false,
      images,
    }
    tasks.set(origin.key, task)
    return task
  }

  function take(task: ShelvedTask): void {
    const { key, isPending: wasPending, snapshot } = task.item
    tasks.delete(key)
    removed.add(key)
    task.isStopped = true
    task.item = toItem(task.item, reduce(snapshot, { type: 'stop' }))
    // What cannot be deleted now is there again after a reload.
    client.forget(key).catch(() => undefined)
    task.starting.abort()
    if (wasPending) end(task)
  }

  /** Brings what the journal knows and the shelf does not: the history, and what other tabs have started meanwhile. */
  async function load(): Promise<void> {
    try {
      const listed = client.journal.list()
      const entries = isPromise(listed) ? await listed : listed
      const fresh = entries.toReversed().filter(restore)
      if (fresh.length > 0) changed()
    } catch {
      // A journal that cannot be read keeps a new task from being sent, which tells the user; the past can wait.
    }
  }

  /** What others start, or look at again. */
  function hear(entry: JournalEntry): void {
    const known = tasks.get(entry.external_task_id)
    if (known) follow(known)
    else if (restore(entry)) changed()
  }

  /** Whether that is a task that the shelf did not have. */
  function restore(entry: JournalEntry): boolean {
    const { external_task_id: key } = entry
    const known = tasks.get(key)
    if (known?.handle && (known.isLost || known.item.isPending)) {
      client.restore(entry) // another tab may know more of it
      update(known)
      follow(known)
    }
    const handle = known || removed.has(key) ? undefined : client.restore(entry)
    if (!handle) return false
    follow(shelve({ ...entry, key }, handle.getSnapshot(), handle))
    return true
  }

  return {
    getItems,
    start,
    open: (visitor) => {
      visitors.add(visitor)
      if (visitors.size > 1 || close) return
      const ignoreReturn = onReturn(() => void load())
      const unsubscribe = client.subscribe(hear)
      close = () => {
        ignoreReturn()
        unsubscribe()
      }
      for (const task of tasks.values()) follow(task)
      void load()
    },
    leave: (visitor) => {
      visitors.delete(visitor)
      if (visitors.size > 0) return
      close?.()
      close = undefined
      for (const task of tasks.values()) unfollow(task)
    },
    stop: (key) => {
      const task = tasks.get(key)
      if (!task?.item.isPending) return
      task.isStopped = true
      task.starting.abort()
      unfollow(task)
      show(task, reduce(task.item.snapshot, { type: 'stop' }))
    },
    resume: (key) => {
      const task = tasks.get(key)
      return task && resume(task)
    },
    remove: (key) => {
      const task = tasks.get(key)
      if (!task) return
      take(task)
      changed()
    },
    clear: () => {
      const over = [...tasks.values()].filter(({ item }) => !item.isPending && !isResumable(item.snapshot))
      over.forEach(take)
      if (over.length > 0) changed()
    },
  }
}
