import { createKeyedHash } from '../ownership/keyed-hash.ts'
import type { Finishes, Unfinished } from './finishes.ts'
import { createLocalFinishes } from './local-finishes.ts'

/** What is asked of a storage. Every one of `unstorage` fits that keeps things: a folder, a database and many more. */
export interface FinishStore {
  readonly getKeys: (base: string) => readonly string[] | Promise<readonly string[]>
  readonly getItem: (key: string) => unknown
  readonly setItem: (key: string, value: Readonly<Record<string, string | number>>) => unknown
  readonly removeItem: (key: string) => unknown
}

const base = 'omni-image:unfinished'
/** Names of entries, in letters that every store takes. */
const nameOf = createKeyedHash('names of entries in a store of unfinished tasks')

/**
 * Remembers over restarts whose end is still to be told, for one instance. Several need a place that they share, see
 * `@omni-image/server/redis`.
 *
 * @example
 * createOmniImageHandler({ …, onTaskFinished, finishes: createStoredFinishes(createStorage({ driver: fsLite({ base }) })) })
 */
export function createStoredFinishes(store: FinishStore): Finishes {
  const local = createLocalFinishes()
  /** What this process was not told of, it finds in the store; it is due at once. */
  let loading: Promise<void> | undefined
  const loaded = (): Promise<void> => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined
      throw error
    })
    return loading
  }
  const keyOf = async (externalId: string): Promise<string> => {
    // Hexadecimal, since a folder may not tell capitals from small letters.
    const name = await nameOf(externalId)
    return `${base}:${Array.from(name, (letter) => letter.charCodeAt(0).toString(16)).join('')}`
  }

  async function load(): Promise<void> {
    for (const key of await store.getKeys(base)) {
      const entry = toEntry(await store.getItem(key))
      if (entry) await local.add(entry, 0)
    }
  }

  async function write({ task_id, ...entry }: Unfinished): Promise<void> {
    await store.setItem(await keyOf(entry.externalId), { ...entry, ...(task_id !== undefined && { task_id }) })
  }

  return {
    ...local,
    add: async (entry, dueAtMs) => {
      const isNew = await local.add(entry, dueAtMs) // whatever becomes of the store
      await loaded()
      if (isNew) await write(entry)
      return isNew
    },
    name: async (externalId, task_id) => {
      await local.name(externalId, task_id)
      const key = await keyOf(externalId)
      const entry = toEntry(await store.getItem(key))
      if (entry) await write({ ...entry, task_id })
    },
    take: async (...args) => {
      const known = await local.take(...args)
      if (known) return known
      await loaded()
      return local.take(...args)
    },
    takeDue: async (...args) => {
      const known = await local.takeDue(...args)
      if (known.length > 0) return known
      await loaded()
      return local.takeDue(...args)
    },
    remove: async (externalId) => {
      await local.remove(externalId)
      await store.removeItem(await keyOf(externalId))
    },
  }
}

function toEntry(value: unknown): Unfinished | undefined {
  const entry = (typeof value === 'object' && value !== null ? value : {}) as Partial<Unfinished>
  const isWhole = [entry.externalId, entry.user, entry.id].every((text) => typeof text === 'string')
  return isWhole && typeof entry.createdAtMs === 'number' ? (entry as Unfinished) : undefined
}
