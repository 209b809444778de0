// Serves the built page, as a server of one's own would: `npm run serve`.
import { once } from 'node:events'
import type { Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { endpoint } from './chosen-endpoint.ts'
import { createPageServer } from './page-server.ts'

const folder = process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url))
const { HOST: hostname = 'localhost', PORT: port = '4173' } = process.env

const server = serve({ fetch: createPageServer(folder, endpoint).fetch, hostname, port: Number(port) }, (address) => {
  console.log(`  ➜  http://${hostname}:${address.port}/\n  ➜  talking to ${endpoint.name}`)
})

await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
server.close()
await endpoint.close() // streams end, and pages come back to the next server
setTimeout(() => (server as Server).closeAllConnections(), 500).unref() // browsers keep theirs for later
