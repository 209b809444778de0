import type { TaskRecord } from '../feed/task-record.ts'

export const encoder: TextEncoder = new TextEncoder()
/** What may wait in a stream before its reader counts as slow, in bytes. */
const roomBytes = 16_384
export const sseHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'x-accel-buffering': 'no', // nginx would hold events back
}

/** One browser's stream. What its reader has no time for waits as one state per task, however often it changes. */
export class EventStream {
  readonly user: string
  readonly endsAtMs: number
  readonly body: ReadableStream<Uint8Array>
  readonly #waiting = new Map<TaskRecord, boolean>()
  readonly #idPrefix: string
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #slowSinceMs: number | undefined

  constructor(user: string, idPrefix: string, endsAtMs: number, onGone: (stream: EventStream) => void) {
    this.user = user
    this.endsAtMs = endsAtMs
    this.#idPrefix = idPrefix
    this.body = new ReadableStream(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.#flush(),
        cancel: () => {
          this.#forget()
          onGone(this)
        },
      },
      { highWaterMark: roomBytes, size: (chunk) => chunk?.length ?? 0 },
    )
  }

  tell(record: TaskRecord, isLost = false): void {
    this.#waiting.set(record, isLost)
    this.#flush()
  }

  /** A comment, which readers pass over; a slow reader is spared it. */
  beat(bytes: Uint8Array, nowMs: number): void {
    if (this.#hasRoom()) {
      this.#slowSinceMs = undefined
      this.#controller?.enqueue(bytes)
    } else this.#slowSinceMs ??= nowMs
  }

  /** For how long the reader has taken nothing, as far as beats can tell. */
  slowForMs(nowMs: number): number {
    return this.#slowSinceMs === undefined ? 0 : nowMs - this.#slowSinceMs
  }

  /** Ends the stream; what was written still arrives. */
  end(): void {
    this.#controller?.close()
    this.#forget()
  }

  /** Gives up on a reader that takes nothing. */
  drop(): void {
    this.#controller?.error(new Error('The reader is too slow'))
    this.#forget()
  }

  #forget(): void {
    this.#controller = undefined
    this.#waiting.clear()
  }

  #hasRoom(): boolean {
    return (this.#controller?.desiredSize ?? 0) > 0
  }

  #write(text: string): void {
    this.#controller?.enqueue(encoder.encode(text))
  }

  #flush(): void {
    for (const [record, isLost] of this.#waiting) {
      if (!this.#hasRoom()) return
      this.#waiting.delete(record)
      const data = JSON.stringify(isLost ? { task_id: record.task_id } : record.task)
      this.#write(`event: task\nid: ${this.#idPrefix}${record.change}\ndata: ${data}\n\n`)
    }
  }
}
