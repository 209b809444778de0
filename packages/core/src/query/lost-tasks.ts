import { isOmniImageError } from '../errors/any-error.ts'
import type { SubmitUncertainError } from '../errors/submit-uncertain-error.ts'
import { callJournal } from '../task/call-journal.ts'
import type { TaskClient } from '../task/create-task-client.ts'
import { isSameInput } from '../task/is-same-input.ts'
import type { OmniImageTask } from '../task/started-task.ts'

type Owner = Pick<TaskClient<unknown>, 'journal'>

/** A paid request of which nobody knows what became of it. */
export interface LostTask {
  readonly input: unknown
  readonly error: SubmitUncertainError<OmniImageTask>
}

/** By client, as options are made anew for each render. */
const ofClients = new WeakMap<Owner, LostTask[]>()

export function rememberLost(client: Owner, input: unknown, error: unknown): void {
  if (!isOmniImageError(error) || error.code !== 'submit-uncertain') return
  const others = ofClients.get(client) ?? []
  if (others.some((lost) => lost.error.external_task_id === error.external_task_id)) return
  ofClients.set(client, [...others, { input, error: error as LostTask['error'] }])
}

/** The request that was lost when the same was asked for before. */
export function findLost(client: Owner, input: unknown): LostTask | undefined {
  return ofClients.get(client)?.find((lost) => isSameInput(lost.input, input))
}

/** Looks for its task; undefined where the journal was told to forget it. Once either is clear it is lost no more. */
export async function recoverLost(client: Owner, lost: LostTask): Promise<OmniImageTask | undefined> {
  const isKept = (await callJournal(() => client.journal.get(lost.error.external_task_id))) !== undefined
  const task = isKept ? await lost.error.recover() : undefined
  ofClients.set(
    client,
    (ofClients.get(client) ?? []).filter((one) => one !== lost),
  )
  return task
}
