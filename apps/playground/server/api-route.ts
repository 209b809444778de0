import { basePath, operations, queries } from '@omni-image/core/wire'

/** One of the API's operations, taken apart so that nothing else of a request's address is ever passed on. */
export interface ApiRoute {
  readonly method: 'GET' | 'POST'
  /** Without the gateway's prefix; begins with a slash. */
  readonly path: string
  /** Empty, or begins with a question mark. */
  readonly query: string
}

interface Operation {
  readonly method: string
  readonly path: string
}

/** The operation that a request asks for; undefined for anything that is not in the spec. */
export function toApiRoute(method: string, url: URL): ApiRoute | undefined {
  if (!url.pathname.startsWith(`${basePath}/`)) return undefined
  const path = url.pathname.slice(basePath.length)
  for (const [id, operation] of Object.entries<Operation>(operations)) {
    const filled = operation.method.toUpperCase() === method ? fill(operation.path, path) : undefined
    if (filled !== undefined) return { method: method as ApiRoute['method'], path: filled, query: pick(url, id) }
  }
  return undefined
}

/** The path with its `{id}` written anew; undefined where the two do not match. */
function fill(template: string, path: string): string | undefined {
  const [start = '', rest] = template.split('{id}')
  if (rest === undefined) return path === template ? path : undefined
  const id = path.startsWith(start) ? decode(path.slice(start.length)) : undefined
  // Dots would walk up the path of the other side.
  if (!id || id === '.' || id === '..' || id.includes('/')) return undefined
  return start + encodeURIComponent(id)
}

function pick(url: URL, id: string): string {
  const known = Object.keys((queries as Readonly<Record<string, object>>)[id] ?? {})
  const kept = [...url.searchParams].filter(([key]) => known.includes(key))
  return kept.length > 0 ? `?${new URLSearchParams(kept).toString()}` : ''
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
