import type { AnyOmniImageError } from '../errors/any-error.ts'
import type { OmniImageInput } from '../request/input.ts'
import { reduce } from './reduce.ts'
import { idleSnapshot, isPending, type TaskSnapshot } from './snapshot.ts'
import type { TaskListItem } from './task-list-item.ts'
import type { ShelvedTask } from './shelved-task.ts'
import { shelfOf, type ShelfClient, type ShelfVisitor } from './task-shelf.ts'
import { tell } from './tell.ts'

export interface TaskListOptions<Input = OmniImageInput> {
  /** All lists of one client show the same tasks, and its journal is their history. */
  readonly client: ShelfClient<Input>
  /** Called once for each task that gets its pictures while somebody looks. */
  readonly onSuccess?: ((item: TaskListItem & { readonly status: 'succeed' }) => void) | undefined
  /** Called once for each task that fails while somebody looks. */
  readonly onError?: ((error: AnyOmniImageError, item: TaskListItem) => void) | undefined
}

interface Wait {
  readonly end: Promise<TaskSnapshot>
  readonly settle: (last: TaskSnapshot) => void
}

/**
 * Many tasks on one screen, with those that the client's journal knows of. Somebody looks while there is a listener, or
 * while a call of `generate` or `resume` waits. All functions work unbound.
 */
export interface TaskList<Input = OmniImageInput> {
  /** Newest first. The same array, with the same items in it, until something visible changes. */
  readonly getSnapshot: () => readonly TaskListItem[]
  /**
   * Calls `listener` after every visible change of one item. The first listener brings the history: what is over comes
   * from the journal as it is, what is not is looked at again. When the last one leaves the tasks go on unseen, and a
   * later one sees what became of them.
   */
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Starts one paid task and shows it in front of all others at once. Resolves with its last snapshot, also a failed or
   * stopped one, and never rejects. With the same input as a task of the list that failed with `submit-uncertain` it
   * looks for that one instead, as `resume` does, and sends nothing: a Retry button never pays twice. Of a task that the
   * journal has brought back, prompt, options and the number of images tell. `remove` it first to start anew all the same.
   */
  readonly generate: (input: Input) => Promise<TaskSnapshot>
  /**
   * Looks away from one task. What was not sent yet, as it still waits for a slot, is cancelled; anything else goes on
   * and is billed, and `resume` looks at it again.
   */
  readonly stop: (key: string) => void
  /** Looks again after `stop`, a deadline, an unclear answer or any failure that was not the task's own. Sends nothing. */
  readonly resume: (key: string) => Promise<TaskSnapshot>
  /**
   * Looks away from one task and forgets it, in the journal as well; a task that runs is billed all the same. A request
   * that is on its way stays in the journal until its answer is there, so that what may be billed is found again.
   */
  readonly remove: (key: string) => void
  /** Removes whatever is over. What runs, and what `resume` can bring back, stays. */
  readonly clear: () => void
}

/**
 * The state machine behind a list of tasks: plain functions over one array.
 *
 * @example
 * const list = createTaskList({ client })
 * list.subscribe(() => render(list.getSnapshot()))
 * void list.generate({ prompt: 'a lighthouse' })
 */
export function createTaskList<Input = OmniImageInput>({
  client,
  onSuccess,
  onError,
}: TaskListOptions<Input>): TaskList<Input> {
  const shelf = shelfOf(client)
  const listeners = new Set<() => void>()
  /** Of the calls of this list alone. */
  const waits = new Map<ShelvedTask, Wait>()
  const visitor: ShelfVisitor = {
    onChange: () => {
      for (const listener of [...listeners]) tell(listener)
    },
    onEnd: (task) => {
      const { item } = task
      waits.get(task)?.settle(item.snapshot)
      waits.delete(task)
      if (item.status === 'succeed') tell(() => onSuccess?.(item as TaskListItem & { readonly status: 'succeed' }))
      if (item.error) tell(() => onError?.(item.error!, item))
      visit()
    },
  }

  function visit(): void {
    if (listeners.size + waits.size > 0) shelf.open(visitor)
    else shelf.leave(visitor)
  }

  /** Opens the shelf for what a call begins, and until it has ended. */
  function callFor(begin: () => ShelvedTask | undefined): Promise<TaskSnapshot> {
    shelf.open(visitor)
    const task = begin()
    const { snapshot = idleSnapshot } = task?.item ?? {}
    const wait = task && isPending(snapshot) ? (waits.get(task) ?? createWait()) : undefined
    if (task && wait) waits.set(task, wait)
    visit()
    return wait?.end ?? Promise.resolve(snapshot)
  }

  function leave(): void {
    for (const [{ item }, { settle }] of waits) settle(reduce(item.snapshot, { type: 'stop' }))
    waits.clear()
    visit()
  }

  return {
    getSnapshot: shelf.getItems,
    subscribe: (listener) => {
      const own = (): void => listener() // the same function twice is two subscriptions
      listeners.add(own)
      visit()
      return () => {
        if (listeners.delete(own) && listeners.size === 0) leave()
      }
    },
    generate: (input) => callFor(() => shelf.start(input)),
    resume: (key) => callFor(() => shelf.resume(key)),
    stop: shelf.stop,
    remove: shelf.remove,
    clear: shelf.clear,
  }
}

function createWait(): Wait {
  let settle: Wait['settle'] = () => undefined
  const end = new Promise<TaskSnapshot>((resolve) => (settle = resolve))
  return { end, settle }
}
