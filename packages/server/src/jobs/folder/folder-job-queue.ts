import type { Clock } from '../../clock.ts'
import { createGate } from '../../feed/gate.ts'
import type { Logger } from '../../handler/log.ts'
import type { Hints } from '../../hints/hints.ts'
import type { Upstream } from '../../upstream/upstream.ts'
import { backoffMs, isStuck } from '../backoff.ts'
import { createFollower } from '../follower.ts'
import type { JobQueue } from '../job-queue.ts'
import { isAccepted, isOver, type JobRecord } from '../job-record.ts'
import type { JobSteps } from '../job-steps.ts'
import { createPauses } from './pauses.ts'
import { createRecordFiles } from './record-files.ts'

export interface FolderJobQueueOptions {
  readonly path: string
  readonly keepMs: number
  readonly concurrency: number
  readonly rate: { readonly max: number; readonly durationMs: number } | undefined
  readonly steps: JobSteps
  readonly upstream: Upstream
  readonly hints: Hints
  readonly clock: Clock
  readonly logger: Logger
}

/** Jobs in this process alone, kept in a folder: after a restart they go on where they were. */
export function createFolderJobQueue(options: FolderJobQueueOptions): JobQueue {
  const { path, keepMs, steps, upstream, hints, clock, logger } = options
  const files = createRecordFiles(path, keepMs)
  const pauses = createPauses()
  const follower = createFollower(upstream, hints, pauses.wake)
  const gate = createGate(options.concurrency)
  const turn = createTurns(options.rate, clock)
  const running = new Map<string, Promise<void>>()
  /** Why jobs do not go on, for as long as this process lives; the next one tries again. */
  const stuck = new Map<string, string>()
  let isWorking = false
  const closing = new AbortController()
  const isClosed = (): boolean => closing.signal.aborted
  let lullUntilMs = 0

  /** Gives how long to pause before the next step; undefined at the end. */
  async function step(record: JobRecord): Promise<number | undefined> {
    if (!isAccepted(record)) return submit(record)
    const outcome = await steps.look(record, files.save)
    if (outcome.type === 'pending') {
      follower.follow(record)
      return outcome.pauseMs
    }
    await steps.tell(outcome.record, files.save)
    return undefined
  }

  async function submit({ id }: JobRecord): Promise<number | undefined> {
    return gate(async () => {
      for (let waitMs = turn(lullUntilMs); waitMs > 0 && !isClosed(); waitMs = turn(lullUntilMs)) {
        await pauses.pause(id, waitMs)
      }
      const record = isClosed() ? undefined : await files.read(id) // only now, as requests may be large
      if (!record) return 0
      const outcome = await steps.submit(record, async () => record.request ?? '', files.save)
      if (outcome.type === 'unclear') return outcome.pauseMs
      if (outcome.type === 'lull') {
        lullUntilMs = clock.now() + outcome.pauseMs
        return 0
      }
      if (outcome.type === 'accepted') return 0
      await steps.tell(outcome.record, files.save)
      return undefined
    })
  }

  async function run(id: string): Promise<void> {
    let failures = 0
    while (!isClosed()) {
      try {
        const record = await files.read(id)
        const pauseMs = record && (await step(record))
        if (pauseMs === undefined) return
        failures = 0
        if (pauseMs > 0) await pauses.pause(id, pauseMs)
      } catch (error) {
        failures += 1
        const { message } = error as Error
        if (isStuck(error)) {
          stuck.set(id, message)
          logger.error({ job: id, error: message }, 'a job is stuck')
          return
        }
        if (failures === 1) logger.warn({ job: id, error: message }, 'a step of a job failed and is tried again')
        await pauses.pause(id, backoffMs(failures, error))
      }
    }
  }

  function start(id: string): void {
    if (!isWorking || isClosed() || running.has(id)) return
    running.set(
      id,
      run(id).finally(() => running.delete(id)),
    )
  }

  return {
    add: async (record) => {
      if (await files.add(record)) start(record.id)
    },
    find: async (id) => {
      const record = await files.read(id)
      const stuckReason = stuck.get(id)
      return record && { record, ...(stuckReason !== undefined && { stuckReason }) }
    },
    retry: async (id) => {
      const record = await files.read(id)
      const isRefused = record && isOver(record) && !isAccepted(record)
      if (!stuck.delete(id) && !isRefused) return false
      start(id)
      return true
    },
    work: async () => {
      if (isWorking) return
      isWorking = true
      for (const { id } of await files.unfinished()) start(id)
    },
    close: async () => {
      closing.abort()
      pauses.close()
      await Promise.all(running.values())
      follower.close()
    },
  }
}

/** Takes the next turn and gives 0, or how long to wait before asking again. */
function createTurns(rate: FolderJobQueueOptions['rate'], { now }: Clock): (notBeforeMs: number) => number {
  const taken: number[] = []
  return (notBeforeMs) => {
    const nowMs = now()
    if (notBeforeMs > nowMs) return notBeforeMs - nowMs
    if (!rate) return 0
    while (taken[0] !== undefined && taken[0] <= nowMs - rate.durationMs) taken.shift()
    const [first] = taken
    if (first !== undefined && taken.length >= rate.max) return first + rate.durationMs - nowMs
    taken.push(nowMs)
    return 0
  }
}
