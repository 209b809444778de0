import { createKeyedHash, type KeyedHash } from './keyed-hash.ts'
import { createMarks } from './marks.ts'
import { type Owners, toCandidates, withExternalId } from './owners.ts'

/** Where ownership is written down. Every driver of `unstorage` fits: memory, a folder, Redis and many more. */
export interface OwnerStore {
  readonly getItem: (key: string) => unknown
  readonly setItem: (key: string, value: { readonly user: string; readonly id: string }) => unknown
}

/** Names of entries: any id, in letters that every store takes. No secret, so that a new one finds what the old one wrote. */
const nameOf = createKeyedHash('names of entries in an ownership store')

/** Ownership for gateways that do not repeat `external_task_id`: it is written down when a task is accepted. */
export function createStoredOwners(store: OwnerStore, keys: readonly KeyedHash[]): Owners {
  const { toUpstreamId, toUpstreamIds } = createMarks(keys)
  // Hexadecimal, since a folder may not tell capitals from small letters.
  const toKey = async (...parts: readonly string[]): Promise<string> => `omni-image:${toHex(await nameOf(...parts))}`
  const read = async (...parts: readonly string[]): Promise<Entry | undefined> =>
    toEntry(await store.getItem(await toKey(...parts)))

  return {
    toUpstreamId,
    candidates: async (user, id) => {
      const known = await read('id', user, id)
      const others = toCandidates(await toUpstreamIds(user, id), id)
      return known ? [{ upstreamId: known.id, isProof: false }, ...others] : others
    },
    keep: async (user, id, { task_id }) => {
      await store.setItem(await toKey('task', task_id), { user, id })
      await store.setItem(await toKey('id', user, id), { user, id: task_id })
    },
    show: async (user, task) => {
      const entry = await read('task', task.task_id)
      return entry?.user === user ? withExternalId(task, entry.id) : undefined
    },
  }
}

interface Entry {
  readonly user: string
  readonly id: string
}

function toEntry(value: unknown): Entry | undefined {
  const { user, id } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Entry>
  return typeof user === 'string' && typeof id === 'string' ? { user, id } : undefined
}

function toHex(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
