import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadDocument } from '../../src/import/load-document.ts'

const answers: Readonly<Record<string, string>> = { '/api.yaml': 'openapi: 3.1.0', '/large': 'x'.repeat(3000) }
const server = createServer((request, response) => {
  const path = request.url?.split('?')[0] ?? ''
  if (path === '/hangs') return
  if (path === '/moved') return void response.writeHead(302, { location: '/api.yaml' }).end()
  response.writeHead(answers[path] === undefined ? 404 : 200).end(answers[path])
})
let origin = ''
let folder = ''

beforeAll(async () => {
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  folder = await mkdtemp(join(tmpdir(), 'load-document-'))
  await writeFile(join(folder, 'api.yaml'), 'openapi: 3.0.0')
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

describe('a document', () => {
  it('comes from a file', async () => {
    expect(await loadDocument(join(folder, 'api.yaml'))).toBe('openapi: 3.0.0')
  })

  it('comes from an address, and from where that points', async () => {
    expect(await loadDocument(`${origin}/api.yaml`)).toBe('openapi: 3.1.0')
    expect(await loadDocument(`${origin}/moved`)).toBe('openapi: 3.1.0')
  })

  it.each([
    ['a file that is not there', () => join(folder, 'nothing.yaml'), /There is no file/],
    ['a folder', () => folder, /There is no file/],
    ['a file that is too large', () => join(folder, 'api.yaml'), /larger than/, { maxBytes: 5 }],
    ['an address of another kind', () => 'file:///etc/hosts', /Only http and https/],
    ['no address at all', () => 'http://', /Only http and https/],
    ['a page that is not there', () => `${origin}/gone?key=secret`, /\/gone answers with status 404\.$/],
    ['an answer that is too large', () => `${origin}/large`, /larger than/, { maxBytes: 2000 }],
    ['an answer that never comes', () => `${origin}/hangs`, /took more than 0\.05 s/, { timeoutMs: 50 }],
    ['a host that is not there', () => 'http://127.0.0.1:1/api.yaml', /cannot be reached/],
  ])('%s is refused in a sentence', async (_what, source, reason, options?: object) => {
    await expect(loadDocument(source(), options)).rejects.toThrow(reason)
  })
})
