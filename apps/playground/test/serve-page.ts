import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { build, createServer, type InlineConfig } from 'vite'
import type { Endpoint } from '../server/endpoint.ts'
import { createPageServer } from '../server/page-server.ts'
import { viteOptions } from '../server/vite-options.ts'

/** `built` is one file for each framework and opens in a fraction of the time; `source` is what `npm start` serves. */
export type PageKind = 'built' | 'source'

interface ServedPage {
  readonly home: string
  readonly close: () => Promise<void>
}

export async function servePage(kind: PageKind, endpoint: Endpoint): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'))
  const options: InlineConfig = { ...viteOptions(async () => endpoint), configFile: false, logLevel: 'silent' }
  const { home, close } = await (kind === 'built'
    ? serveBuilt(folder, options, endpoint)
    : serveSource(folder, options))
  return {
    home,
    close: async () => {
      await endpoint.close()
      await close()
      await rm(folder, { recursive: true })
    },
  }
}

async function serveBuilt(outDir: string, options: InlineConfig, endpoint: Endpoint): Promise<ServedPage> {
  await build({ ...options, build: { outDir, minify: false, reportCompressedSize: false } })
  const server = serve({ fetch: createPageServer(outDir, endpoint).fetch, port: 0, hostname: '127.0.0.1' }) as Server
  await once(server, 'listening')
  return {
    home: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function serveSource(cacheDir: string, options: InlineConfig): Promise<ServedPage> {
  const address = { port: 0, host: '127.0.0.1', hmr: false, watch: null } as const // nobody edits the page meanwhile
  const server = await (await createServer({ ...options, cacheDir, server: address })).listen()
  return { home: server.resolvedUrls?.local[0] ?? '', close: server.close.bind(server) }
}
