import type { KeyedHash } from './keyed-hash.ts'
import { createMarks } from './marks.ts'
import { externalIdOf, type Owners, toCandidates, withExternalId } from './owners.ts'

/** Ownership without a database: the id that a task carries upstream tells whose it is. */
export function createMarkedOwners(keys: readonly KeyedHash[]): Owners {
  const { toUpstreamId, toUpstreamIds, fromUpstreamId } = createMarks(keys)
  return {
    toUpstreamId,
    candidates: async (user, id) => toCandidates(await toUpstreamIds(user, id), id),
    keep: async () => undefined,
    show: async (user, task) => {
      const id = await fromUpstreamId(user, externalIdOf(task) ?? '')
      return id === undefined ? undefined : withExternalId(task, id)
    },
  }
}
