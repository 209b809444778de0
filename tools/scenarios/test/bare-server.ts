import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface BareServer {
  readonly url: string
  /** The body of each create as it came over the wire. */
  readonly bodies: readonly string[]
  readonly close: () => Promise<void>
}

/** A server with no framework: keeps the bytes of each create, accepts everything, and serves one page with one script. */
export async function startBareServer(script = ''): Promise<BareServer> {
  const bodies: string[] = []
  const task = { task_id: 'task-1', task_status: 'submitted', created_at: 1781080778802, updated_at: 1781080778802 }
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      const isScript = request.url === '/script.js'
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      return response.end(isScript ? script : '<!doctype html><title>bare</title>')
    }
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      bodies.push(Buffer.concat(pieces).toString())
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ code: 0, message: 'SUCCEED', request_id: 'request-1', data: task }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
