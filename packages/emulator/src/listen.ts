import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { ConnectionCut } from './connection-cut.ts'

export interface Listening {
  /** Without a slash at the end. */
  readonly url: string
  readonly port: number
  readonly close: () => Promise<void>
}

type Answer = (request: Request) => Promise<Response>

/** Serves a fetch function on 127.0.0.1. Rejects when the port is taken. */
export async function listen(answer: Answer, port = 0): Promise<Listening> {
  const server = createServer((incoming, outgoing) => void serve(answer, incoming, outgoing))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  const { port: chosen } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${chosen}`,
    port: chosen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve()) // an error here only says that it is closed already
        server.closeAllConnections()
      }),
  }
}

async function serve(answer: Answer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await answer(toRequest(incoming))
    const { body, isCut } = await readWhole(response)
    const headers = Object.fromEntries(response.headers)
    outgoing.writeHead(response.status, response.body ? { 'content-length': body.length, ...headers } : headers)
    if (isCut) outgoing.write(body, () => outgoing.destroy())
    else outgoing.end(body)
  } catch (error) {
    if (error instanceof ConnectionCut) incoming.socket.resetAndDestroy()
    else if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(400).end() // a broken upload, or a Host header that is no host
  }
}

/** The body, as far as it goes. */
async function readWhole({ body }: Response): Promise<{ readonly body: Buffer; readonly isCut: boolean }> {
  const pieces: Uint8Array[] = []
  try {
    for await (const piece of body ?? []) pieces.push(piece)
  } catch (error) {
    if (error instanceof ConnectionCut) return { body: Buffer.concat(pieces), isCut: true }
    throw error
  }
  return { body: Buffer.concat(pieces), isCut: false }
}

function toRequest(incoming: IncomingMessage): Request {
  const { method = 'GET', headersDistinct, headers, url = '/' } = incoming
  const entries = Object.entries(headersDistinct).map(([name, values]): [string, string] => [
    name,
    values?.join(', ') ?? '',
  ])
  const hasBody = method !== 'GET' && method !== 'HEAD'
  // A path such as //other.example must not become the host, so the URL is glued, not resolved.
  return new Request(`http://${headers.host ?? '127.0.0.1'}${url}`, {
    method,
    headers: entries,
    ...(hasBody && { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' }),
  })
}
