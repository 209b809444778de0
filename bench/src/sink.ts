import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Sink {
  readonly url: string
  /** SHA-256 of each image of the last create, over the bytes that its Base64 stands for. */
  readonly received: () => readonly string[]
  readonly close: () => void
}

/** Takes creates, keeps of each image only its hash, and serves one page with one script. */
export async function startSink(script: string): Promise<Sink> {
  let received: readonly string[] = []
  const data = { task_id: 'task-1', task_status: 'submitted' }
  const server = createServer((request, response) => {
    if (request.method !== 'POST') {
      const isScript = request.url === '/script.js'
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      return void response.end(isScript ? script : '<!doctype html><title>bench</title>')
    }
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { image_list = [] } = JSON.parse(Buffer.concat(pieces).toString()) as { image_list?: { image: string }[] }
      received = image_list.map(({ image }) => createHash('sha256').update(Buffer.from(image, 'base64')).digest('hex'))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ code: 0, message: 'SUCCEED', data }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: () => received,
    close: () => server.closeAllConnections() === undefined && void server.close(),
  }
}
