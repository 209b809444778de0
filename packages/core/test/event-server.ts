import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Task } from '../src/wire/generated/types.ts'

/** A request that a test answers by hand, over a real socket. */
export interface Asked {
  readonly path: string
  readonly wantsStream: boolean
  readonly lastEventId: string | undefined
  /** Whether the other side has gone. */
  readonly isOver: () => boolean
  readonly json: (data: unknown, status?: number) => void
  /** Sends the head of a stream and a first sign of life. */
  readonly open: (first?: string) => void
  readonly write: (bytes: string | Uint8Array) => void
  /** One event with the state of a task. */
  readonly tell: (task: Partial<Task>, id?: string) => void
  readonly end: () => void
  readonly cut: () => void
}

export interface EventServer {
  readonly url: string
  readonly asked: readonly Asked[]
  readonly close: () => Promise<void>
}

/** A server that answers every request as it is told. */
export async function startEventServer(answer: (asked: Asked) => void): Promise<EventServer> {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const one = toAsked(request.url ?? '', request.headers, response)
    asked.push(one)
    answer(one)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function toAsked(
  url: string,
  { accept = '', 'last-event-id': lastEventId }: Record<string, string | string[] | undefined>,
  response: ServerResponse,
): Asked {
  const write = (bytes: string | Uint8Array): void => void response.write(bytes)
  return {
    path: url.split('/omni-image').at(-1)!,
    wantsStream: accept.includes('text/event-stream'),
    lastEventId: lastEventId as string | undefined,
    isOver: () => response.destroyed,
    json: (data, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(status === 200 ? { code: 0, data } : data))
    },
    open: (first = ': hello\n\n') => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.flushHeaders()
      if (first) write(first)
    },
    write,
    tell: (task, id) => write(`event: task\n${id ? `id: ${id}\n` : ''}data: ${JSON.stringify(task)}\n\n`),
    end: () => void response.end(),
    cut: () => void response.destroy(),
  }
}
