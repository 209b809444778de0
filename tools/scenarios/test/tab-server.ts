import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** A request for the state of tasks, and the tab that it came from. */
interface Look {
  readonly tab: string
  readonly path: string
  readonly at: number
}

/** An API and the page that uses it, on one origin. */
export interface TabServer {
  readonly url: string
  readonly looks: readonly Look[]
  readonly posts: () => number
  /** From now on every task is over. */
  readonly finish: () => void
  readonly close: () => Promise<void>
}

export interface TabServerOptions {
  readonly hasStreams: boolean
}

export async function startTabServer({ hasStreams }: TabServerOptions): Promise<TabServer> {
  const files = await bundleCore()
  const looks: Look[] = []
  const tasks: string[] = []
  const streams = new Set<ServerResponse>()
  let isFinished = false

  const show = (task_id: string) => ({
    task_id,
    task_status: isFinished ? 'succeed' : 'processing',
    ...(isFinished && { task_result: { images: [{ index: 0, url: 'https://cdn.example.com/0.png' }] } }),
  })
  const tell = (stream: ServerResponse): void => {
    for (const task_id of tasks) stream.write(`event: task\ndata: ${JSON.stringify(show(task_id))}\n\n`)
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost')
    const file = files.get(url.pathname)
    if (file !== undefined) return response.setHeader('content-type', 'text/javascript').end(file)
    if (!url.pathname.startsWith('/kling/'))
      return response.setHeader('content-type', 'text/html').end('<!doctype html>')
    const path = url.pathname.split('/omni-image')[1] ?? ''
    const json = (data: unknown): unknown =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ code: 0, data }))
    if (request.method === 'POST') {
      tasks.push(`task-${tasks.length}`)
      request.resume()
      for (const stream of streams) tell(stream)
      return json({ task_id: tasks.at(-1), task_status: 'submitted' })
    }
    looks.push({ tab: request.headers['x-tab'] as string, path, at: Date.now() })
    if (!hasStreams || !request.headers.accept?.includes('event-stream')) {
      return json(path === '' ? tasks.map(show).toReversed() : show(path.slice(1)))
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
    tell(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    looks,
    posts: () => tasks.length,
    finish: () => {
      isFinished = true
      for (const stream of streams) tell(stream)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Core as the files that a page loads: one that it imports, and those that are loaded when they are needed. */
async function bundleCore(): Promise<ReadonlyMap<string, string>> {
  const bundle = await rolldown({
    input: { core: '@omni-image/core' },
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    platform: 'browser',
    resolve: { conditionNames: ['@omni-image/source', 'import', 'default'] },
  })
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  return new Map(output.flatMap((chunk) => (chunk.type === 'chunk' ? [[`/${chunk.fileName}`, chunk.code]] : [])))
}
