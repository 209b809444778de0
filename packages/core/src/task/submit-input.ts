import { checkId } from '../client/look-up.ts'
import { submitTask, type Submission } from '../client/submit-task.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'
import { toRequest, type CheckedRequest } from '../request/to-request.ts'
import type { AnyEndpoint } from '../wire/endpoint.ts'
import { valueAt, withValueAt } from '../wire/value-at.ts'
import { callJournal, isPromise, tryJournal } from './call-journal.ts'
import { countImages } from './count-images.ts'
import { createId } from './create-id.ts'
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
}

/**
 * Takes a new task as far as the API's answer. Never rejects: what happens is told to the task. Without images, with a
 * slot free and a journal that writes at once it gets as far as the paid request before it returns.
 */
export async function submitInput(
  state: TaskState,
  input: unknown,
  signal: AbortSignal,
  { endpoint, root, journal, slots, tasks: live, ...submission }: SubmitSource,
  newId?: string,
): Promise<void> {
  const { tasks, count } = endpoint
  const { externalId } = tasks.request
  let isFirstTry = true
  try {
    signal.throwIfAborted()
    const made = toRequest(endpoint, input)
    const checked = made instanceof Promise ? await made : made
    signal.throwIfAborted()
    const given = valueAt(checked, externalId) as string | undefined
    const id = checkId(given ?? newId ?? createId(), `/${externalId.join('/')}`)
    const request = withValueAt(checked, externalId, id) as CheckedRequest
    state.dispatch({ type: 'submit', external_task_id: id })
    live.add(id, state)
    const waiting = slots.take(state, countImages(count, request), signal)
    if (waiting) await inLine(state, waiting)
    const isOwnId = given === undefined
    const found = isOwnId ? undefined : callJournal(() => journal.get(id))
    const last = isPromise(found) ? await found : found
    const entry = followUp(newEntry(tasks, request, id, root), last)
    isFirstTry = entry.startedAt !== last?.startedAt
    const putting = callJournal(() => journal.put(entry))
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
  }
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
