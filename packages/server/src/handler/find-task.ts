import { isOmniImageError } from '@omni-image/core'
import type { TaskRecord } from '../feed/task-record.ts'
import { isFinal } from '../feed/task-stage.ts'
import { isPlainId } from '../input/read-create.ts'
import { externalIdOf, withExternalId } from '../ownership/owners.ts'
import type { Desk } from './desk.ts'
import { keep } from './keep.ts'
import { taskNotFound } from './refusal.ts'

/** What was seen so lately is not asked for again; addresses of pictures of what is over, not for long. */
const freshMs = 1000
const freshFinalMs = 60_000

/**
 * The user's own task by either of its ids. Somebody else's task, no task and an id that can be none get the same answer,
 * and cost the same number of looks.
 */
export async function findTask(desk: Desk, user: string, id: string): Promise<TaskRecord> {
  const { feed, owners, options } = desk
  if (!isPlainId(id)) throw taskNotFound()
  const known = feed.find(user, id)
  if (known) {
    const ageMs = (options.clock ?? Date).now() - known.seenAt
    if (ageMs < (isFinal(known.task) ? freshFinalMs : freshMs)) return known
    return feed.see(user, await feed.look(known.task_id))
  }
  for (const { upstreamId, isProof } of await owners.candidates(user, id)) {
    const found = await feed.look(upstreamId).catch(passOverUnknown)
    // An answer about another task than the one that was asked for proves nothing; some gateways repeat no id.
    if (!found || (isProof && (externalIdOf(found) ?? upstreamId) !== upstreamId)) continue
    const shown = isProof ? withExternalId(found, id) : await owners.show(user, found)
    if (!shown) continue
    // A task whose create got no answer is here for the first time.
    if (isProof) await keep(desk, user, id, found)
    return feed.see(user, shown, { id: externalIdOf(shown), externalId: isProof ? upstreamId : externalIdOf(found) })
  }
  throw taskNotFound()
}

/** Gateways differ in what they say to an id that is not theirs. */
function passOverUnknown(error: unknown): undefined {
  const isUnknown =
    isOmniImageError(error) && error.code === 'api' && ['not-found', 'invalid-request'].includes(error.kind)
  if (!isUnknown) throw error
}
