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

/** How many characters may wait for the end of an event: far more than any task needs. */
const mostHeld = 4_000_000

/** Reads a stream of server-sent events piece by piece, wherever it is cut. Throws where a line or an event never ends. */
export function createEventReader({ onEvent, onId, onRetry }: EventReaderOptions): (bytes: Uint8Array) => void {
  const decoder = new TextDecoder()
  /** The line that has not ended yet; only put together when it does, so a long one costs no more than its length. */
  let rest = ''
  /** Whether the last line ended with a carriage return, to which a line feed may still belong. */
  let endsWithReturn = false
  let type = ''
  let id: string | undefined
  let data: string[] = []
  let dataLength = 0

  function end(): void {
    if (id !== undefined) onId(id)
    if (data.length > 0) onEvent({ type: type || 'message', data: data.join('\n') })
    type = ''
    data = []
    dataLength = 0
    id = undefined
  }

  function hold(line: string): void {
    data.push(line)
    dataLength += line.length + 1
  }

  function take(line: string): void {
    if (line === '') return end()
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (field === 'data') hold(value)
    else if (field === 'event') type = value
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) onRetry(Number(value))
  }

  return (bytes) => {
    const text = decoder.decode(bytes, { stream: true })
    if (text === '') return // less than a letter
    const lines = text.slice(endsWithReturn && text[0] === '\n' ? 1 : 0).split(/\r\n|\n|\r/)
    endsWithReturn = text.endsWith('\r')
    const last = lines.pop()!
    for (const line of lines) {
      take(rest + line)
      rest = ''
    }
    rest += last
    if (rest.length + dataLength > mostHeld) throw new RangeError('The event is too long')
  }
}
