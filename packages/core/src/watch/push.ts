import type { Answer, Call } from '../client/http.ts'
import type { Deputy, NewsOptions, Stream } from './deputy.ts'
import { firstByteMs } from './first-byte.ts'

export interface PushOptions extends NewsOptions {
  readonly isWanted: boolean
  /** What the stream brought news of has to be looked at again. */
  readonly onEnd: () => void
}

/** Asks for looks in such a way that a stream opens, where the origin has one. */
export interface Push extends Deputy {
  /** Sends a call; undefined where the answer is a stream, which brings the news from then on. */
  readonly ask: (call: Call, owner: { looking: AbortController | undefined }) => Promise<Answer | undefined>
  /** Somebody is back, or the network is: a stream that has died meanwhile is noticed, and one is tried again. */
  readonly check: () => void
  /** Whether a stream might open, as far as is known. */
  readonly isHopeful: () => boolean
}

/** For how long an origin whose streams are held back is asked for plain answers alone, in milliseconds. */
const plainMs = 300_000

export function createPush({ isWanted, onEnd, ...news }: PushOptions): Push {
  const { send } = news
  let stream: Stream | undefined
  let asking: AbortController | undefined
  let hasRefused = false
  let plainUntil = isWanted ? 0 : Infinity

  async function ask(call: Call, owner: { looking: AbortController | undefined }): Promise<Answer | undefined> {
    const controller = (owner.looking = new AbortController())
    const { signal } = controller
    if (stream ?? asking ?? Date.now() < plainUntil) return send({ ...call, signal })
    asking = controller
    const askedAt = Date.now()
    let isHeld = false
    const end = (): void => {
      isHeld = true
      controller.abort()
    }
    const timer = setTimeout(end, firstByteMs)
    try {
      const answer = await send({ ...call, signal, lastEventId: '' })
      hasRefused = !answer.events
      if (!answer.events) return answer
      clearTimeout(timer)
      owner.looking = undefined // the stream outlives the look that opened it
      const { followStream } = await import('./stream.ts').catch((error: unknown) => {
        end() // an old page whose files are gone: it polls
        throw error
      })
      stream = followStream({ ...news, controller, events: answer.events, askedAt, onEnd: onStreamEnd })
      return undefined
    } catch (error) {
      if (!isHeld) throw error
      plainUntil = Date.now() + plainMs
    } finally {
      clearTimeout(timer)
      asking = undefined
    }
    return ask(call, owner)
  }

  function onStreamEnd(isHeld: boolean): void {
    stream = undefined
    if (isHeld) plainUntil = Date.now() + plainMs
    onEnd()
  }

  return {
    ask,
    isHopeful: () => !stream && !asking && !hasRefused && Date.now() >= plainUntil,
    coversMs: (watch) => stream?.coversMs(watch) ?? 0,
    check() {
      stream?.check()
      if (isWanted) plainUntil = 0 // perhaps another network
    },
    close() {
      asking?.abort()
      stream?.close()
    },
  }
}
