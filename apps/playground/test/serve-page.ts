import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, createServer, preview, type InlineConfig } from 'vite'
import type { Endpoint } from '../server/endpoint.ts'
import { viteOptions } from '../server/vite-options.ts'

/** `built` is one file for each framework and opens in a fraction of the time; `source` is what `npm start` serves. */
export type PageKind = 'built' | 'source'

interface ServedPage {
  readonly home: string
  readonly close: () => Promise<void>
}

export async function servePage(kind: PageKind, endpoint: Endpoint): Promise<ServedPage> {
  const folder = await mkdtemp(join(tmpdir(), 'playground-'))
  const server = await (kind === 'built' ? serveBuilt : serveSource)(folder, {
    ...viteOptions(async () => endpoint),
    configFile: false,
    logLevel: 'silent',
  })
  return {
    home: server.resolvedUrls?.local[0] ?? '',
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}

const address = { port: 0, host: '127.0.0.1' } as const

async function serveBuilt(outDir: string, options: InlineConfig) {
  await build({ ...options, build: { outDir, minify: false, reportCompressedSize: false } })
  return preview({ ...options, build: { outDir }, preview: address })
}

async function serveSource(cacheDir: string, options: InlineConfig) {
  const server = { ...address, hmr: false, watch: null } // nobody edits the page meanwhile
  return (await createServer({ ...options, cacheDir, server })).listen()
}
