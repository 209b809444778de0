import type { Clock } from '../clock.ts'
import type { TaskFeed } from '../feed/task-feed.ts'
import type { TaskRecord } from '../feed/task-record.ts'
import { isFinal } from '../feed/task-stage.ts'
import { encoder, EventStream, sseHeaders } from './event-stream.ts'
import type { StreamOptions } from './stream-options.ts'

interface StreamRequest {
  readonly user: string
  /** The task that was asked for. */
  readonly named: TaskRecord | undefined
  readonly lastEventId: string | null
  readonly signal: AbortSignal
}

/** Tells browsers of their user's tasks as soon as this instance hears of a change. */
export interface Push {
  /** A stream of all tasks of the user; undefined where there are too many or nobody is left to read, so that a plain look is answered. */
  readonly open: (request: StreamRequest) => Response | undefined
  readonly count: () => number
  readonly close: () => void
}

/** What ended while a browser was on its way from another instance is told once more. */
const recentMs = 2 * 60_000
const slowestMs = 60_000

export function createPush(feed: TaskFeed, options: StreamOptions, clock: Clock): Push {
  const { heartbeatMs = 12_000, maxAgeMs = 15 * 60_000, retryMs = 2000, perUser = 10, total = 20_000 } = options
  /** Event ids of this process; those of another mean nothing here. */
  const idPrefix = `${crypto.randomUUID().slice(0, 8)}-`
  const streams = new Map<string, Map<EventStream, () => void>>()
  /** The same bytes for all: there are thousands. */
  const heartbeat = encoder.encode(':\n\n')
  const opening = encoder.encode(`: open\nretry: ${retryMs}\n\n`)
  let open = 0
  let isClosed = false
  let timer: ReturnType<typeof setInterval> | undefined

  const unlisten = feed.listen((record, isLost) => {
    for (const stream of streams.get(record.user)?.keys() ?? []) stream.tell(record, isLost)
  })

  function beat(): void {
    const nowMs = clock.now()
    for (const stream of [...streams.values()].flatMap((own) => [...own.keys()])) {
      stream.beat(heartbeat, nowMs)
      if (stream.slowForMs(nowMs) >= slowestMs) remove(stream, () => stream.drop())
      else if (nowMs >= stream.endsAtMs) remove(stream, () => stream.end())
    }
  }

  function remove(stream: EventStream, end?: () => void): void {
    const own = streams.get(stream.user)
    const unfollow = own?.get(stream)
    if (!own?.delete(stream)) return
    if (own.size === 0) streams.delete(stream.user)
    open -= 1
    unfollow?.()
    end?.()
    if (open > 0) return
    clearInterval(timer)
    timer = undefined
  }

  /** Everything that runs, and what has ended since the browser last heard of it. */
  function* toTell(user: string, lastEventId: string | null): Iterable<TaskRecord> {
    const isOurs = lastEventId?.startsWith(idPrefix) ?? false
    const lastChange = isOurs ? Number(lastEventId?.slice(idPrefix.length)) : 0
    const sinceMs = clock.now() - recentMs
    for (const record of feed.ofUser(user)) {
      const isMissed = isOurs ? record.change > lastChange : record.changedAt > sinceMs
      if (!isFinal(record.task) || (lastEventId !== null && isMissed)) yield record
    }
  }

  return {
    open: ({ user, named, lastEventId, signal }) => {
      const own = streams.get(user) ?? new Map<EventStream, () => void>()
      // It took a look to get here: the reader may have left meanwhile, and no event tells of that any more.
      if (isClosed || signal.aborted || own.size >= perUser || open >= total) return undefined
      const nowMs = clock.now()
      // Not all at once: streams that began together would end together.
      const stream = new EventStream(user, idPrefix, nowMs + maxAgeMs * (0.9 + Math.random() / 5), remove)
      streams.set(user, own.set(stream, feed.follow(user)))
      open += 1
      timer ??= setInterval(beat, heartbeatMs)
      signal.addEventListener('abort', () => remove(stream, () => stream.end()), { once: true })
      stream.beat(opening, nowMs)
      if (named) stream.tell(named)
      for (const record of toTell(user, lastEventId)) if (record !== named) stream.tell(record)
      return new Response(stream.body, { headers: sseHeaders })
    },
    count: () => open,
    close: () => {
      isClosed = true
      unlisten()
      for (const own of [...streams.values()]) for (const stream of [...own.keys()]) remove(stream, () => stream.end())
    },
  }
}
