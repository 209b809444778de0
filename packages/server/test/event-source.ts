import type { Task } from '@omni-image/core/wire'

interface HeardEvent {
  readonly id: string
  readonly event: string
  readonly data: Task
}

/** Reads a stream as a browser would. */
export interface EventSource {
  readonly events: HeardEvent[]
  readonly comments: () => number
  /** Everything as it came. */
  readonly text: () => string
  readonly isOver: () => boolean
  readonly statuses: () => string[]
  readonly close: () => Promise<void>
}

export function readEvents(response: Response): EventSource {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const events: HeardEvent[] = []
  let text = ''
  let isOver = false
  let done = 0

  async function pump(): Promise<void> {
    for (;;) {
      const { done: isLast, value } = await reader.read()
      if (isLast) break
      text += value
      const blocks = text.split('\n\n').slice(0, -1)
      for (const block of blocks.slice(done)) take(block)
      done = blocks.length
    }
  }

  function take(block: string): void {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)))
    if (fields['data'] === undefined) return
    events.push({ id: fields['id'] ?? '', event: fields['event'] ?? '', data: JSON.parse(fields['data']) as Task })
  }

  void pump()
    .catch(() => undefined)
    .finally(() => (isOver = true))
  return {
    events,
    comments: () => text.match(/^:/gm)?.length ?? 0,
    text: () => text,
    isOver: () => isOver,
    statuses: () => events.map(({ data }) => data.task_status),
    close: () => reader.cancel(),
  }
}
