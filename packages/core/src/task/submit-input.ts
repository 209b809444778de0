import { checkId } from '../client/look-up.ts'
import { submitTask, type Submission } from '../client/submit-task.ts'
import { toOmniImageError } from '../errors/any-error.ts'
import { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import type { JournalEntry, TaskJournal } from '../journal/task-journal.ts'
import type { OmniImageInput } from '../request/input.ts'
import { toRequest, type CheckedRequest } from '../request/to-request.ts'
import { callJournal, isPromise, tryJournal } from './call-journal.ts'
import { countImages } from './count-images.ts'
import { createId } from './create-id.ts'
import type { LiveTasks } from './live-tasks.ts'
import { newEntry } from './new-entry.ts'
import type { Slots } from './slots.ts'
import type { TaskState } from './task-state.ts'

/** What all submits of a client share. */
export interface SubmitSource extends Pick<Submission, 'send' | 'retry' | 'deadlineMs' | 'resubmit'> {
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
  input: OmniImageInput,
  signal: AbortSignal,
  { root, journal, slots, tasks, ...submission }: SubmitSource,
  newId?: string,
): Promise<void> {
  let isFirstTry = true
  try {
    signal.throwIfAborted()
    const made = toRequest(input)
    const checked = made instanceof Promise ? await made : made
    signal.throwIfAborted()
    const external_task_id = checkId(checked.external_task_id ?? newId ?? createId(), '/external_task_id')
    const request = { ...checked, external_task_id }
    state.dispatch({ type: 'submit', external_task_id })
    tasks.add(external_task_id, state)
    const waiting = slots.take(state, countImages(request), signal)
    if (waiting) await inLine(state, waiting)
    const isOwnId = checked.external_task_id === undefined
    const found = isOwnId ? undefined : callJournal(() => journal.get(external_task_id))
    const last = isPromise(found) ? await found : found
    const entry = toEntry(request, root, last)
    isFirstTry = entry.startedAt !== last?.startedAt
    const putting = callJournal(() => journal.put(entry))
    if (isPromise(putting)) await putting
    state.entry = entry
    signal.throwIfAborted()
    const task = await submitTask({
      ...submission,
      request,
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
      uncertain: (cause) => new SubmitUncertainError(external_task_id, () => state.recover(), cause),
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

type SentRequest = CheckedRequest & { readonly external_task_id: string }

/** A caller's id that was sent before and never answered goes on as the request that it was. */
function toEntry(request: SentRequest, root: string, last: JournalEntry | undefined): JournalEntry {
  const entry = newEntry(request, root)
  if (!last) return entry
  const isSame = last.state === 'submitting' && last.root === root
  return { ...entry, startedAt: isSame ? last.startedAt : Math.max(entry.startedAt, last.startedAt + 1) }
}
