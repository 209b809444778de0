import { type ApiError, isOmniImageError, SubmitUncertainError } from '@omni-image/core'
import type { OmniImageRequest, Task } from '@omni-image/core/wire'
import { keep } from '../handler/keep.ts'
import { pickTraits } from '../input/pick-traits.ts'
import { announce } from './announce.ts'
import { isAccepted, isOver, type JobRecord, type SaveRecord } from './job-record.ts'
import type { JobTools } from './job-tools.ts'
import { judgeRefusal } from './judge-refusal.ts'
import { createLull } from './lull.ts'
import { readRequest, toBody } from './write-request.ts'

export type SubmitOutcome =
  | { readonly type: 'accepted' | 'refused'; readonly record: JobRecord }
  /** Its request may have made a task, which is looked for in a while. */
  | { readonly type: 'unclear'; readonly pauseMs: number }
  /** No request has a chance for so long: the API has no room, or the account is not in order. */
  | { readonly type: 'lull'; readonly pauseMs: number }

/**
 * From a waiting job to its task: at most one paid request, and none while an earlier one may have made the task. Rejects
 * for a passing reason, or with a `SubmitUncertainError`.
 */
export type SubmitStep = (
  record: JobRecord,
  readText: () => Promise<string>,
  save: SaveRecord,
) => Promise<SubmitOutcome>

/** For how long a task may be missing after the request that made it; core waits as long. */
const graceMs = 8000
const lookAgainMs = 2000
/** An API that breaks down over a request time after time will not make it in the end. */
const mostSends = 5

export function createSubmitStep(tools: JobTools): SubmitStep {
  const { upstream, owners, callbacks, hints, clock, logger, resubmit } = tools
  const lull = createLull(clock)

  async function send(known: JobRecord, request: OmniImageRequest, save: SaveRecord): Promise<SubmitOutcome> {
    const { upstreamId, sends = 0 } = known
    const record: JobRecord = { ...known, entry: toEntry(known, request), unclearSince: undefined, sends: sends + 1 }
    const body = toBody(request, upstreamId, await callbacks?.addressFor(upstreamId))
    await save(record) // before it leaves, so that whoever comes after a crash looks first
    try {
      return await accept(record, await upstream.create(body), save)
    } catch (error) {
      return settle(record, error, save)
    }
  }

  async function settle(record: JobRecord, error: unknown, save: SaveRecord): Promise<SubmitOutcome> {
    const kind = judgeRefusal(error)
    if (kind === 'duplicate') return search(record, save, undefined)
    if (kind === 'unclear') {
      await save({ ...record, unclearSince: clock.now() })
      return { type: 'unclear', pauseMs: lookAgainMs / 2 }
    }
    const { entry, ...unsent } = { ...record, sends: (record.sends ?? 1) - 1 }
    if (kind === 'refused') {
      const reason = (error as Error).message
      const refused: JobRecord = { ...record, entry: { ...entry!, state: 'failed', reason, finishedAt: clock.now() } }
      await save(refused)
      return { type: 'refused', record: refused }
    }
    await save(unsent)
    if (kind === 'unsent') throw error
    const pauseMs = lull.begin(kind, (error as Partial<ApiError>).retryAfterMs)
    if (kind === 'account') logger.error({ error: (error as Error).message, pauseMs }, 'no job can be submitted')
    return { type: 'lull', pauseMs }
  }

  /** Looks for the task of a request that nobody knows the fate of. */
  async function search(
    known: JobRecord,
    save: SaveRecord,
    request: (() => Promise<OmniImageRequest>) | undefined,
  ): Promise<SubmitOutcome> {
    const { unclearSince = clock.now() } = known
    const record = { ...known, unclearSince }
    const found = await upstream.client.get(record.upstreamId).catch(passOverUnknown)
    if (found) return accept(record, found, save)
    if (record !== known) await save(record)
    if (clock.now() - unclearSince < graceMs || !request) return { type: 'unclear', pauseMs: lookAgainMs }
    if (resubmit === 'never' || (record.sends ?? 1) >= mostSends) throw uncertain(record.upstreamId)
    return send(record, await request(), save)
  }

  async function accept(known: JobRecord, task: Task, save: SaveRecord): Promise<SubmitOutcome> {
    const { task_id } = task
    const { request: _needless, unclearSince: _over, ...record } = known
    const entry = { ...known.entry!, state: 'accepted', task_id, submittedAt: clock.now() } as const
    const accepted: JobRecord = { ...record, entry }
    await save(accepted)
    lull.end()
    await keep({ owners, logger }, record.user, record.id, task)
    await announce(accepted, hints)
    return { type: 'accepted', record: accepted }
  }

  function toEntry({ upstreamId, entry }: JobRecord, request: OmniImageRequest): NonNullable<JobRecord['entry']> {
    return {
      version: 1,
      external_task_id: upstreamId,
      root: upstream.root,
      state: 'submitting',
      // Later than what it follows, so that no journal takes it for something old.
      startedAt: Math.max(clock.now(), (entry?.startedAt ?? 0) + 1),
      prompt: request.prompt,
      options: pickTraits(request),
    }
  }

  return async (record, readText, save) => {
    const request = async (): Promise<OmniImageRequest> => readRequest(await readText())
    if (isAccepted(record)) return { type: 'accepted', record }
    // Somebody has asked for another try, and a refused request has made nothing.
    if (isOver(record) && record.isTold) return send({ ...record, isTold: undefined }, await request(), save)
    if (isOver(record)) return { type: 'refused', record }
    return record.entry ? search(record, save, request) : send(record, await request(), save)
  }
}

/** Gateways differ in what they say to an id that they do not know. */
function passOverUnknown(error: unknown): undefined {
  const isUnknown =
    isOmniImageError(error) && error.code === 'api' && ['not-found', 'invalid-request'].includes(error.kind)
  if (!isUnknown) throw error
}

function uncertain(upstreamId: string): SubmitUncertainError {
  const error: SubmitUncertainError = new SubmitUncertainError(upstreamId, () => Promise.reject(error))
  return error
}
