/** Something has changed about a task: look at it. Ids are the API's and the one that the request carried. */
export interface Hint {
  readonly task_id?: string | undefined
  readonly external_task_id?: string | undefined
  /** Whose it is, where that is known: instances that have a page of this user and do not know the task take it up. */
  readonly user?: string | undefined
  /** It was only just created, so whoever knows it has nothing to look at again. */
  readonly isNew?: boolean | undefined
}

/** How instances tell each other of hints. A hint may come early, late, twice or never. */
export interface Hints {
  readonly publish: (hint: Hint) => void | Promise<void>
  /** Hears of every hint, this instance's own included, until the returned function is called. */
  readonly subscribe: (listener: (hint: Hint) => void) => () => void
}

/** For one process: given to both, a handler and its jobs hear of each other. */
export function createLocalHints(): Hints {
  const listeners = new Set<(hint: Hint) => void>()
  return {
    publish: (hint) => {
      for (const listener of listeners) listener(hint)
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
