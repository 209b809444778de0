import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

interface Create {
  readonly headers: IncomingHttpHeaders
  /** Undefined where the request ended before its body did. */
  readonly body: string | undefined
}

export interface SlowReader {
  readonly url: string
  readonly creates: readonly Create[]
  readonly close: () => Promise<void>
}

interface SlowReaderOptions {
  readonly status?: number
  readonly answer?: unknown
  /** After each piece. */
  readonly pauseMs?: number
}

/** A server that takes creates over real sockets, as slowly as it is told to, and answers them. */
export async function startSlowReader(options: SlowReaderOptions = {}): Promise<SlowReader> {
  const { status = 200, answer = accepted, pauseMs = 0 } = options
  const creates: Create[] = []
  const server = createServer((request, response) => {
    void take(request).then(() => {
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  const take = async (request: IncomingMessage): Promise<void> => {
    creates.push({ headers: request.headers, body: await readSlowly(request, pauseMs) })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    creates,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const accepted = { code: 0, message: 'SUCCEED', data: { task_id: 'task-1', task_status: 'submitted' } }

async function readSlowly(request: IncomingMessage, pauseMs: number): Promise<string | undefined> {
  const pieces: Buffer[] = []
  try {
    for await (const piece of request) {
      pieces.push(piece as Buffer)
      if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    return Buffer.concat(pieces).toString()
  } catch {
    return undefined // cut off
  }
}
