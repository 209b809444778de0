import { checkId } from '../client/look-up.ts'
import { strangersTask, submitTask, type Submission } from '../client/submit-task.ts'
import { isOmniImageError, toOmniImageError } from '../errors/any-error.ts'
import { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'
import { toRequest, type CheckedRequest } from '../request/to-request.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import { valueAt, withValueAt } from '../wire/value-at.ts'
import { callJournal, isPromise, tryJournal } from './call-journal.ts'
import { countImages } from './count-images.ts'
import { createId } from './create-id.ts'
import { isSameRequest } from './describe-input.ts'
import type { LiveTasks } from './live-tasks.ts'
import { newEntry } from './new-entry.ts'
import type { Slots } from './slots.ts'
import type { TaskState } from './task-state.ts'

/** What all submits of a client share. */
export interface SubmitSource extends Pick<Submission, 'send' | 'look' | 'retry' | 'deadlineMs' | 'resubmit'> {
  readonly endpoint: AnyEndpoint
  readonly root: string
  readonly journal: TaskJournal
  readonly slots: Slots
  readonly tasks: LiveTasks
  /** By id, until their answer is there. */
  readonly sending: Map<string, TaskState>
  /** How long a create without images may take. */
  readonly timeoutMs: number
}

/**
 * Takes a new task as far as the API's answer. Never rejects: what happens is told to the task. Without images, with a
 * slot free and a journal that writes at once it gets as far as the paid request before it returns.
 */
export async function submitInput(
  state: TaskState,
  input: unknown,
  signal: AbortSignal,
  { endpoint, root, journal, slots, tasks: live, sending, timeoutMs, ...submission }: SubmitSource,
  newId?: string,
): Promise<void> {
  const { tasks, count } = endpoint
  const { externalId } = tasks.request
  let isFirstTry = true
  let sentId = ''
  try {
    signal.throwIfAborted()
    const made = toRequest(endpoint, input)
    const checked = made instanceof Promise ? await made : made
    signal.throwIfAborted()
    const given = valueAt(checked, externalId) as string | undefined
    const id = checkId(given ?? newId ?? createId(), `/${externalId.join('/')}`)
    const request = withValueAt(checked, externalId, id) as CheckedRequest
    state.dispatch({ type: 'submit', external_task_id: id })
    for (let first = sending.get(id); first; first = sending.get(id)) {
      if (await joinFirst(state, first, newEntry(tasks, request, id, root), signal)) return
    }
    sentId = id
    sending.set(id, state)
    live.add(id, state)
    const waiting = slots.take(state, countImages(count, request), signal)
    if (waiting) await inLine(state, waiting)
    const isOwnId = given === undefined
    const found = isOwnId ? undefined : callJournal(() => journal.get(id))
    const last = isPromise(found) ? await found : found
    const entry = followUp(newEntry(tasks, request, id, root, timeoutMs), last)
    isFirstTry = entry.startedAt !== last?.startedAt
    const isOnlyTry = last === undefined
    const takeBack = async (): Promise<void> => {
      const isOurs = isOnlyTry && (live.get(id) ?? state) === state
      if (isOurs && (await journal.get(id))?.state === 'submitting') await journal.delete(id)
    }
    const putting = callJournal(() => journal.put(entry), takeBack) // written too late, it would tell of what was never sent
    if (isPromise(putting)) await putting
    state.entry = entry
    signal.throwIfAborted()
    const task = await submitTask({
      ...submission,
      tasks,
      request,
      id,
      isOwnId: isOwnId || !isFirstTry,
      mayExist: !isFirstTry,
      isTaken: isFirstTry && last !== undefined,
      startedAt: entry.startedAt,
      sentUntil: last?.sendingUntil ?? entry.startedAt,
      signal,
      onUpload: (progress) => state.dispatch({ type: 'upload', progress }),
      waitForSlot: () => {
        const turn = slots.retake(state, signal)
        return turn && inLine(state, turn)
      },
      uncertain: (cause) => new SubmitUncertainError(id, () => state.recover(), cause),
    })
    state.dispatch({ type: 'see', task, at: Date.now() })
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) {
      state.dispatch({ type: 'fail', error: toOmniImageError(error, 'Submitting') })
      return
    }
    // Nothing was sent, so there is nothing to find again either.
    const { entry } = state
    const forgetting = entry && isFirstTry && tryJournal(() => journal.delete(entry.external_task_id))
    state.entry = undefined
    if (forgetting) await forgetting
    state.dispatch({ type: 'cancel' })
  } finally {
    if (sending.get(sentId) === state) sending.delete(sentId)
  }
}

/**
 * Waits for the call that sends the id already. Whether that settles this one: the same request is the same task, and
 * only where none was made is there anything left to send.
 */
async function joinFirst(
  state: TaskState,
  first: TaskState,
  asked: JournalEntry,
  signal: AbortSignal,
): Promise<boolean> {
  const id = asked.external_task_id
  try {
    await first.accepted(signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!isOmniImageError(error) || ('notCreated' in error && error.notCreated)) return false
    if (error.code !== 'submit-uncertain') throw error
    state.entry = first.entry
    throw new SubmitUncertainError(id, () => state.recover(), error.cause)
  }
  if (first.entry && !isSameRequest(asked, first.entry)) throw strangersTask({ id }, undefined, true)
  state.entry = first.entry
  state.dispatch({ type: 'follow', snapshot: first.snapshot })
  return true
}

async function inLine(state: TaskState, turn: Promise<void>): Promise<void> {
  state.dispatch({ type: 'queue', waitingForSlot: true })
  await turn
  state.dispatch({ type: 'queue', waitingForSlot: false })
}

/** A caller's id that was sent before and never answered goes on as the request that it was. */
function followUp(entry: JournalEntry, last: JournalEntry | undefined): JournalEntry {
  if (!last) return entry
  const isSame = last.state === 'submitting' && last.root === entry.root
  return { ...entry, startedAt: isSame ? last.startedAt : Math.max(entry.startedAt, last.startedAt + 1) }
}
