import { describe, expect, it } from 'vitest'
import { createEventReader } from './event-reader.ts'

/** What was read of these pieces: events, ids and pauses, in order. */
function read(...pieces: (string | Uint8Array)[]): unknown[] {
  const heard: unknown[] = []
  const take = createEventReader({
    onEvent: ({ type, data }) => heard.push([type, data]),
    onId: (id) => heard.push({ id }),
    onRetry: (retryMs) => heard.push({ retryMs }),
  })
  for (const piece of pieces) take(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
  return heard
}

const stream =
  '\uFEFF: hello\r\nretry: 250\r\n\r\nevent: task\r\nid: 7\r\ndata: {"prompt":"Ein Bär 🐻 im Schnee"}\r\n\r\ndata: a\r\ndata:b\r\ndata\r\n\r\n'
const expected = [{ retryMs: 250 }, { id: '7' }, ['task', '{"prompt":"Ein Bär 🐻 im Schnee"}'], ['message', 'a\nb\n']]

describe('a stream of events', () => {
  it('is read the same wherever it is cut, in the middle of a letter or of a line’s end too', () => {
    const bytes = new TextEncoder().encode(stream)
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(read(bytes.slice(0, cut), bytes.slice(cut)), `cut at ${cut}`).toEqual(expected)
    }
    expect(read(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(expected)
  })

  it.each(['\n', '\r', '\r\n'])('may end its lines with %j', (end) => {
    expect(read(`${['event: task', 'data: 1', '', 'data: 2', '', ': more'].join(end)}\n`)).toEqual([
      ['task', '1'],
      ['message', '2'],
    ])
  })

  it('tells nothing of an event that was cut off', () => {
    expect(read('event: task\ndata: 1\n')).toEqual([])
  })

  it('passes over what it does not know, and over ids and pauses that are none', () => {
    expect(read('mood: good\nid: a\0b\nretry: soon\ndata: 1\n\n')).toEqual([['message', '1']])
  })

  it('tells an event as soon as its empty line is there, also where lines end with \\r', () => {
    expect(read('data: 1\r\r')).toEqual([['message', '1']])
    expect(read('data: 1\r', '\n\r', '\ndata: 2\r\n\r')).toEqual([
      ['message', '1'],
      ['message', '2'],
    ])
  })

  it('takes a long line in small pieces in a moment', { timeout: 2_000 }, () => {
    const long = 'x'.repeat(3_900_000)
    const bytes = new TextEncoder().encode(`data: ${long}\n\n`)
    const pieces = Array.from({ length: Math.ceil(bytes.length / 256) }, (_, index) =>
      bytes.subarray(index * 256, index * 256 + 256),
    )
    expect(read(...pieces)).toEqual([['message', long]])
  })

  it('is given up where an event never ends', () => {
    const lines = `data: ${'x'.repeat(1_000)}\n`.repeat(100)
    expect(() => read(...Array.from({ length: 50 }, () => lines))).toThrow(RangeError)
  })

  it('may bring any number of events', () => {
    expect(read(...Array.from({ length: 5 }, () => `data: ${'x'.repeat(1_000_000)}\n\n`))).toHaveLength(5)
  })

  it('is given up where a line never ends', () => {
    expect(() => read(...Array.from({ length: 50 }, () => 'x'.repeat(100_000)))).toThrow(RangeError)
  })
})
