import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SlowServer {
  readonly url: string
  /** Every create that arrived whole, by the path it was sent to. */
  readonly creates: readonly { readonly path: string; readonly body: string }[]
  readonly close: () => Promise<void>
}

/** Redirects creates under these paths; what was sent elsewhere by a redirect shows in `creates`. */
const redirects: Readonly<Record<string, readonly [status: number, to: string]>> = {
  '/moved': [307, ''],
  '/signed-out': [302, '/sign-in'],
}

const pauseMs = 4

/** Serves a page with scripts, and takes creates with a pause after each piece, as a slow line does. */
export async function startSlowServer(files: ReadonlyMap<string, string>): Promise<SlowServer> {
  const creates: { path: string; body: string }[] = []
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/'
    const [, prefix = ''] = /^(\/[\w-]+)\/kling\//.exec(path) ?? []
    const redirect = redirects[prefix]
    const script = files.get(path.slice(1))
    const body = await readSlowly(request)
    if (redirect) {
      const [status, to] = redirect
      return void response.writeHead(status, { location: to || path.slice(prefix.length) }).end()
    }
    if (request.method === 'POST') creates.push({ path, body })
    const type = request.method === 'POST' ? 'application/json' : script === undefined ? 'text/html' : 'text/javascript'
    response.setHeader('content-type', type)
    response.end(request.method === 'POST' ? accepted : (script ?? '<!doctype html><title>upload</title>'))
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

const accepted = JSON.stringify({ code: 0, message: 'SUCCEED', data: { task_id: 'task-1', task_status: 'submitted' } })

async function readSlowly(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) {
    pieces.push(piece as Buffer)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return Buffer.concat(pieces).toString()
}
