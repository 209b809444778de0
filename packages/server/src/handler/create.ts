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
import { idIsTaken, Refusal } from './refusal.ts'
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
    const giveBack = claim(desk, user, id, externalId)
    try {
      return await create(desk, { user, entry, wanted, id, externalId })
    } finally {
      giveBack()
    }
  } finally {
    account.close()
  }
}

/** Not every gateway holds ids to be unique, so two requests with one id are told apart here as far as this instance can. */
function claim({ feed, underway }: Desk, user: string, id: string, externalId: string): () => void {
  if (feed.find(user, id) || underway.has(externalId)) throw idIsTaken(id)
  underway.add(externalId)
  return () => underway.delete(externalId)
}

interface Order {
  readonly user: string
  readonly entry: Visit['entry']
  readonly wanted: OmniImageRequest
  readonly id: string
  readonly externalId: string
}

async function create(desk: Desk, { user, entry, wanted, id, externalId }: Order): Promise<Task> {
  const { options, limits, finisher } = desk
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
  const undoExpect = await finisher?.expect({ externalId, user, id })
  const release = (isTaken: boolean): void => {
    undoImages()
    if (isTaken) return // the first request with this id may well be the one that holds the place
    limits.releaseTask(user, externalId)
    undoExpect?.()
  }
  const task = await send(desk, { ...wanted, external_task_id: externalId }, id, release)
  await finisher?.accept(externalId, task.task_id)
  return await accept(desk, user, { id, externalId, wanted: pickTraits(wanted) }, task)
}

async function send(
  desk: Desk,
  wanted: OmniImageRequest,
  id: string,
  release: (isTaken: boolean) => void,
): Promise<Task> {
  const { upstream, callbacks } = desk
  const callback_url = await callbacks?.addressFor(wanted.external_task_id!)
  try {
    return await upstream.create(toWire({ ...wanted, ...(callback_url && { callback_url }) }))
  } catch (error) {
    const { notCreated, reason } = error as Partial<ApiError>
    const refusal = toRefusal(error)
    if (notCreated) release(reason === 'duplicate-id')
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
