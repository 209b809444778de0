import { Refusal } from '../handler/refusal.ts'
import { createPile } from './pile.ts'

export interface BodyRules {
  readonly maxBytes: number
  /** Asked before so many bytes are held; throws where there is no room. */
  readonly take?: (bytes: number) => void
}

/** A sender has this long, and longer the more it has sent. */
const patienceMs = 20_000
const slowestBytesPerMs = 50

/** The whole body as bytes, as long as it stays below the cap and comes at a bearable pace. */
export async function readBody(request: Request, { maxBytes, take }: BodyRules): Promise<Uint8Array> {
  const pile = createPile()
  const told = toldBytes(request)
  if (told > maxBytes) throw tooLarge(maxBytes)
  let taken = 0
  const keep = (bytes: number): void => {
    if (bytes <= taken) return
    take?.(bytes - taken)
    taken = bytes
  }
  try {
    keep(told) // so that nobody sends much in vain
  } catch (error) {
    await discardBody(request, maxBytes)
    throw error
  }
  await passThrough(request, maxBytes, (piece, total) => {
    keep(total)
    pile.add(piece)
  })
  return pile.take()
}

/**
 * Reads a body and keeps nothing of it, before a refusal: who is still sending would take an early answer for a broken
 * connection. Never rejects.
 */
export async function discardBody(request: Request, maxBytes: number): Promise<void> {
  if (toldBytes(request) <= maxBytes) await passThrough(request, maxBytes, () => undefined).catch(() => undefined)
}

function toldBytes({ headers }: Request): number {
  return Number(headers.get('content-length') ?? 0) || 0
}

async function passThrough(
  { body }: Request,
  maxBytes: number,
  onPiece: (piece: Uint8Array, total: number) => void,
): Promise<void> {
  if (!body) return
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  const startedAt = performance.now()
  let bytes = 0
  try {
    for (;;) {
      const leftMs = startedAt + patienceMs + bytes / slowestBytesPerMs - performance.now()
      const { done, value } = await within(leftMs, reader.read())
      if (done) return
      bytes += value.length
      if (bytes > maxBytes) throw tooLarge(maxBytes)
      onPiece(value, bytes)
    }
  } catch (error) {
    void reader.cancel().catch(() => undefined)
    if (error instanceof Refusal) throw error
    throw new Refusal('The body was cut off', { status: 400, code: 1200 })
  }
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(`The body must have at most ${maxBytes} bytes`, { status: 413, code: 1200 })
}

async function within<Result>(limitMs: number, promise: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const refuse = (): void => reject(new Refusal('The body came too slowly', { status: 408, code: 1200 }))
    timer = setTimeout(refuse, Math.max(0, limitMs))
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
