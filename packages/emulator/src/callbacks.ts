import type { Task } from '@omni-image/core/wire'
import type { FaultScript } from './fault-script.ts'
import { defaultDelayMs } from './fault.ts'
import type { Settings } from './options.ts'
import { hashOf } from './random.ts'
import { signWebhook } from './sign-webhook.ts'
import { momentsOf } from './task-life.ts'
import type { Moment } from './task-life.ts'
import type { TaskRecord } from './task-record.ts'

export interface Callbacks {
  /** Sees to it that the task's address hears of each change of its status. */
  follow: (record: TaskRecord) => void
  close: () => void
}

const patienceMs = 10_000

export function createCallbacks(
  settings: Settings,
  decideFault: FaultScript,
  show: (record: TaskRecord, moment: Moment) => Task,
): Callbacks {
  const { clock, callbackSecret, seed } = settings
  const timers = new Set<unknown>()
  const closing = new AbortController()

  const until = (timeMs: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = clock.setTimeout(
        () => {
          timers.delete(timer)
          resolve()
        },
        Math.max(0, timeMs - clock.now()),
      )
      timers.add(timer)
      unrefTimer(timer)
    })

  const send = async (url: string, body: string, webhookId: string): Promise<void> => {
    const signature = callbackSecret === undefined ? {} : signWebhook(callbackSecret, webhookId, clock.now(), body)
    const answer = await settings.callbackFetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signature },
      body,
      redirect: 'manual', // following one would lead past the check of the host
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(patienceMs)]),
    })
    await answer.body?.cancel()
  }

  const deliver = async (url: string, task: Task): Promise<void> => {
    const fault = decideFault({ operation: 'callback', method: 'POST', path: new URL(url).pathname, body: task })
    if (fault?.kind === 'lost-callback') return
    if (fault?.kind === 'slow-accept') await until(clock.now() + (fault.delayMs ?? defaultDelayMs))
    const webhookId = hashOf(seed, 'callback', task.task_id, task.task_status).toString('hex', 0, 16)
    const body = JSON.stringify(task)
    for (let copies = fault?.kind === 'double-callback' ? 2 : 1; copies > 0; copies -= 1)
      await send(url, body, webhookId).catch(() => undefined) // who does not listen misses it; nothing is sent again
  }

  const follow = async (record: TaskRecord, url: string): Promise<void> => {
    for (const moment of momentsOf(record).slice(1)) {
      await until(moment.sinceMs)
      if (closing.signal.aborted) return
      await deliver(url, show(record, moment))
    }
  }

  return {
    follow: (record) => {
      if (record.callbackUrl !== undefined) void follow(record, record.callbackUrl)
    },
    close: () => {
      closing.abort()
      for (const timer of timers) clock.clearTimeout(timer)
      timers.clear()
    },
  }
}

/** A callback that is still to come is no reason to keep a process running. */
function unrefTimer(timer: unknown): void {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as NodeJS.Timeout).unref()
}
