import type { ApiError } from '@omni-image/core'
import type { OmniImageRequest, Task } from '@omni-image/core/wire'
import type { TaskOrigin } from '../feed/task-feed.ts'
import type { Hint } from '../hints/hints.ts'
import { discardBody } from '../input/read-body.ts'
import { pickTraits } from '../input/pick-traits.ts'
import { readCreate } from '../input/read-create.ts'
import { countImages, toWire } from '../input/to-wire.ts'
import { externalIdOf } from '../ownership/owners.ts'
import type { Desk, Visit } from './desk.ts'
import { keep } from './keep.ts'
import { Refusal } from './refusal.ts'
import { toRefusal } from './to-refusal.ts'

/** Sends one paid request. What becomes of an unclear one is for the browser to find out, under the id that it chose. */
export async function answerCreate(desk: Desk, { request, user, entry }: Visit): Promise<Task> {
  const { options, limits, budget, maxBodyBytes, owners } = desk
  try {
    await limits.create(user)
  } catch (error) {
    await discardBody(request, maxBodyBytes)
    throw error
  }
  const account = budget.open(user)
  try {
    const wanted = await readCreate(request, {
      maxBytes: maxBodyBytes,
      take: account.take,
      unknownFields: options.unknownFields ?? 'drop',
      baseUrl: options.upstream.baseUrl,
    })
    const id = wanted.external_task_id ?? crypto.randomUUID()
    const externalId = await owners.toUpstreamId(user, id)
    const images = countImages(wanted)
    Object.assign(entry, { external_task_id: id, images }, options.logPrompts && { prompt: wanted.prompt })
    const undoImages = await limits.images(user, images)
    try {
      await limits.takeTask(user, externalId)
    } catch (error) {
      undoImages()
      // Its places may be held by tasks that are over and that nobody has looked at.
      desk.feed.follow(user)()
      throw error
    }
    const undoExpect = await desk.finisher?.expect({ externalId, user, id })
    const release = (): void => {
      limits.releaseTask(user, externalId)
      undoImages()
      undoExpect?.()
    }
    const task = await send(desk, { ...wanted, external_task_id: externalId }, id, release)
    await desk.finisher?.accept(externalId, task.task_id)
    return await accept(desk, user, { id, externalId, wanted: pickTraits(wanted) }, task)
  } finally {
    account.close()
  }
}

async function send(desk: Desk, wanted: OmniImageRequest, id: string, release: () => void): Promise<Task> {
  const { upstream, callbacks } = desk
  const callback_url = await callbacks?.addressFor(wanted.external_task_id!)
  try {
    return await upstream.create(toWire({ ...wanted, ...(callback_url && { callback_url }) }))
  } catch (error) {
    // The first request with this id may well be the one that holds the place.
    const isClear = (error as Partial<ApiError>).notCreated && (error as Partial<ApiError>).reason !== 'duplicate-id'
    const refusal = toRefusal(error)
    if (isClear) release()
    // The API quotes the id that it knows.
    if (refusal) throw new Refusal(refusal.message.replaceAll(wanted.external_task_id!, id), refusal.details)
    throw error
  }
}

/** From here on the task is paid for, so nothing that fails keeps its id from the browser. */
async function accept(
  desk: Desk,
  user: string,
  origin: TaskOrigin & { readonly id: string },
  task: Task,
): Promise<Task> {
  await keep(desk, user, origin.id, task)
  if (externalIdOf(task) === undefined && typeof desk.options.ownership !== 'object') {
    desk.logger.warn({ task_id: task.task_id }, 'the API does not repeat external_task_id: set ownership to { store }')
  }
  const record = desk.feed.see(user, task, origin)
  void tellOthers(desk, { task_id: task.task_id, external_task_id: record.externalId, user, isNew: true })
  return record.task
}

/** A page of this user may listen to another instance. Nobody waits for that. */
async function tellOthers({ hints, logger }: Desk, hint: Hint): Promise<void> {
  try {
    await hints.publish(hint)
  } catch (error) {
    logger.warn({ error, task_id: hint.task_id }, 'other instances could not be told of a new task')
  }
}
