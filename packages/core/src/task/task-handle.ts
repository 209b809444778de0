import type { TaskSnapshot } from './snapshot.ts'
import type { OmniImageResult, OmniImageTask, StartedTask } from './started-task.ts'
import { toIterator } from './to-iterator.ts'

/** What stands behind a handle. */
interface Handled {
  readonly snapshot: TaskSnapshot
  readonly subscribe: StartedTask['subscribe']
  readonly accepted: (signal: AbortSignal | undefined) => Promise<OmniImageTask>
  readonly result: (signal: AbortSignal | undefined) => Promise<OmniImageResult>
  readonly resume: () => void
}

/** What apps see of a task. Its functions work unbound; each is made when it is asked for, as most never are. */
export class TaskHandle implements StartedTask {
  readonly #state: Handled

  constructor(state: Handled) {
    this.#state = state
  }

  get task_id(): string | undefined {
    return this.#state.snapshot.task_id
  }

  get external_task_id(): string | undefined {
    return this.#state.snapshot.external_task_id
  }

  get getSnapshot(): StartedTask['getSnapshot'] {
    return this.#keep('getSnapshot', () => this.#state.snapshot)
  }

  get subscribe(): StartedTask['subscribe'] {
    return this.#keep('subscribe', (listener) => this.#state.subscribe(listener))
  }

  get accepted(): StartedTask['accepted'] {
    return ({ signal } = {}) => this.#state.accepted(signal)
  }

  get result(): StartedTask['result'] {
    return ({ signal } = {}) => this.#state.result(signal)
  }

  get resume(): StartedTask['resume'] {
    return () => this.#state.resume()
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<TaskSnapshot, void, undefined> {
    return toIterator(this)
  }

  /** The same function each time, as React subscribes anew to another one. */
  #keep<Name extends keyof StartedTask>(name: Name, made: StartedTask[Name]): StartedTask[Name] {
    Object.defineProperty(this, name, { value: made })
    return made
  }
}
