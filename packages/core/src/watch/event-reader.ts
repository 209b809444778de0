/** One event of a stream. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
}

export interface EventReaderOptions {
  readonly onEvent: (event: StreamEvent) => void
  readonly onId: (lastEventId: string) => void
  readonly onRetry: (retryMs: number) => void
}

/** Far more than any task needs. */
const longestLine = 4_000_000

/** Reads a stream of server-sent events piece by piece, wherever it is cut. Throws where a line never ends. */
export function createEventReader({ onEvent, onId, onRetry }: EventReaderOptions): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder()
  let rest = ''
  let type = ''
  let id: string | undefined
  let data: string[] = []

  function end(): void {
    if (id !== undefined) onId(id)
    if (data.length > 0) onEvent({ type: type || 'message', data: data.join('\n') })
    type = ''
    data = []
    id = undefined
  }

  function take(line: string): void {
    if (line === '') return end()
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'data') data.push(value)
    else if (field === 'event') type = value
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) onRetry(Number(value))
  }

  return (bytes) => {
    rest += decoder.decode(bytes, { stream: true })
    // A carriage return at the very end may be the first half of a line's end.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!
    if (rest.length > longestLine) throw new RangeError('The line is too long')
    lines.forEach(take)
  }
}
