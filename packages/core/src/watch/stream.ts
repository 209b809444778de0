import { createEventReader, type StreamEvent } from './event-reader.ts'
import type { NewsOptions, Stream } from './deputy.ts'
import { firstByteMs } from './first-byte.ts'

export interface StreamOptions extends NewsOptions {
  readonly events: ReadableStream<Uint8Array>
  /** Of the request that opened the stream; ends it. */
  readonly controller: AbortController
  readonly askedAt: number
  /** It is over, and does not come back by itself; `isHeld` where somebody on the way holds events back. */
  readonly onEnd: (isHeld: boolean) => void
}

/** The server sends something at least every 15 s. */
const silenceMs = 35_000

/** A stream may last for days. What is forgotten is looked at. */
const carriedMax = 50_000

/** A stream that ends sooner than this was hardly worth opening. */
const shortMs = 5_000

/** How long a stream that comes back may take to bring what it brought before. */
const graceMs = 3_000

/** Reads one stream with the news of many tasks, and opens it again where it ends. */
export function followStream({ tools, send, see, hint, anyId, onEnd, ...first }: StreamOptions): Stream {
  const { readTask, idsOf, parseJson, sleep, get, duration } = tools
  // A stream may carry tasks and yet lose one: it is looked at after as long as nearly every task takes.
  const safetyMs = 3 * duration.medianMs
  let { controller } = first
  const closed = new AbortController()
  /** When there was an event last, for each id on this connection. */
  let carried = new Map<string, number>()
  /** Those of the connection before, and until when they may wait for this one. */
  let left = new Map<string, number>()
  let graceUntil = 0
  let lastEventId = ''
  let retryMs = 1_000
  let heardAt = Date.now()

  function carry(id: string): void {
    carried.delete(id)
    carried.set(id, Date.now())
    const [oldest] = carried.keys()
    if (carried.size > carriedMax) carried.delete(oldest!)
  }

  function onEvent({ type, data }: StreamEvent): void {
    if (type !== 'task') return
    const said = attempt(() => parseJson(data))
    const task = attempt(() => readTask(said))
    const ids = idsOf(task ?? said).filter((id) => typeof id === 'string' || typeof id === 'number')
    const [id] = ids
    if (!id) return
    for (const one of ids) carry(`${one}`)
    if (task) see(task)
    else hint(`${id}`) // what is no whole task says at least that something has happened
  }

  /** Reads to the end; gives whether it came because nothing did. */
  async function read(events: ReadableStream<Uint8Array>, askedAt: number): Promise<boolean> {
    const take = createEventReader({
      onEvent,
      onId: (id) => (lastEventId = id),
      onRetry: (ms) => (retryMs = Math.min(ms, 60_000)),
    })
    const reader = events.getReader()
    const current = controller
    // The request may have been collected as garbage by now, and its signal with it; cancelling the body works always.
    const cancel = (): void => void reader.cancel().catch(() => undefined)
    current.signal.addEventListener('abort', cancel)
    if (current.signal.aborted) cancel()
    let isHeld = false
    let dueAt = askedAt + firstByteMs
    const onSilence = (): void => {
      const lateMs = Date.now() - dueAt
      if (lateMs < 0) return void (timer = setTimeout(onSilence, -lateMs))
      isHeld = lateMs < silenceMs // after a sleep it is the connection that has died
      current.abort()
    }
    let timer = setTimeout(onSilence, firstByteMs)
    try {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        heardAt = Date.now()
        dueAt = heardAt + silenceMs
        take(piece.value)
      }
    } catch {
      current.abort()
    } finally {
      clearTimeout(timer)
    }
    return isHeld
  }

  /** Another stream, or what came instead. */
  async function reopen(): Promise<ReadableStream<Uint8Array> | undefined> {
    const id = anyId()
    if (id === undefined) return undefined
    controller = new AbortController()
    const current = controller
    const timer = setTimeout(() => current.abort(), firstByteMs)
    try {
      const { events, data } = await send({ operation: get, id, signal: current.signal, lastEventId })
      if (!events) see(readTask(data))
      return events
    } catch {
      return undefined // polling finds out why, and asks for a stream again
    } finally {
      clearTimeout(timer)
    }
  }

  async function follow(): Promise<boolean> {
    let isHeld = await read(first.events, first.askedAt)
    for (let shortOnes = 0, askedAt = first.askedAt; !isHeld && !closed.signal.aborted;) {
      // A server that ends each stream at once must not be asked all the time.
      shortOnes = Date.now() - askedAt < shortMs ? shortOnes + 1 : 0
      const pauseMs = Math.max(retryMs, Math.min(30_000, 100 * 2 ** shortOnes)) * (1 + Math.random() / 2)
      left = carried
      carried = new Map()
      graceUntil = Date.now() + pauseMs + graceMs
      await sleep(pauseMs, closed.signal).catch(() => undefined)
      if (closed.signal.aborted) break
      askedAt = Date.now()
      const events = await reopen()
      if (!events || closed.signal.aborted) break
      graceUntil = Date.now() + graceMs
      isHeld = await read(events, askedAt)
    }
    return isHeld
  }

  async function followToEnd(): Promise<void> {
    const isHeld = await follow()
    controller.abort()
    carried = left = new Map()
    onEnd(isHeld)
  }

  void followToEnd()

  return {
    coversMs({ id, seenAt = 0 }) {
      const now = Date.now()
      const newsAt = carried.get(id)
      if (newsAt !== undefined) return Math.max(newsAt, seenAt) + safetyMs - now
      return left.has(id) ? graceUntil - now : 0
    },
    check() {
      if (Date.now() - heardAt > silenceMs / 2) controller.abort()
    },
    close() {
      closed.abort()
      controller.abort()
    },
  }
}

function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
