import { readFile, stat } from 'node:fs/promises'
import { ImportProblem } from './import-problem.ts'

export interface LoadOptions {
  readonly fetch?: typeof fetch
  readonly maxBytes?: number
  readonly timeoutMs?: number
}

/** What to call a document in messages: an address without what may be a secret in it. */
export function documentName(source: string): string {
  if (!isAddress(source) || !URL.canParse(source)) return source
  const { origin, pathname } = new URL(source)
  return `${origin}${pathname}`
}

function isAddress(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source)
}

/** The text of a file, or of what an http address answers. Both are bounded: nobody knows what stands there. */
export async function loadDocument(
  source: string,
  { fetch: send = fetch, maxBytes = 5 * 1024 * 1024, timeoutMs = 20_000 }: LoadOptions = {},
): Promise<string> {
  if (!isAddress(source)) return readBounded(source, maxBytes)
  const url = URL.canParse(source) ? new URL(source) : undefined
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new ImportProblem('Only http and https addresses can be downloaded; give a file by its path.')
  }
  return download(url, send, maxBytes, timeoutMs)
}

async function readBounded(path: string, maxBytes: number): Promise<string> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new ImportProblem(`There is no file ${path}.`)
  if (found.size > maxBytes) throw tooLarge(path, maxBytes)
  return readFile(path, 'utf8')
}

async function download(url: URL, send: typeof fetch, maxBytes: number, timeoutMs: number): Promise<string> {
  const name = documentName(url.href)
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await send(url, { signal, headers: { accept: 'application/yaml, application/json, */*' } })
    if (!response.ok) throw new ImportProblem(`${name} answers with status ${response.status}.`)
    const pieces: Uint8Array[] = []
    let size = 0
    for await (const piece of response.body ?? []) {
      size += piece.byteLength
      if (size > maxBytes) throw tooLarge(name, maxBytes)
      pieces.push(piece)
    }
    return new TextDecoder().decode(await new Blob(pieces as BlobPart[]).arrayBuffer())
  } catch (error) {
    if (error instanceof ImportProblem) throw error
    if (signal.aborted) throw new ImportProblem(`${name} took more than ${timeoutMs / 1000} s.`)
    throw new ImportProblem(`${name} cannot be reached.`, { cause: error })
  }
}

function tooLarge(name: string, maxBytes: number): ImportProblem {
  return new ImportProblem(
    `${name} is larger than ${Math.round(maxBytes / 1024)} kB, so it is hardly a description of an API.`,
  )
}
