import { basePath, operations } from '@omni-image/core/wire'

export type RouteName = 'create' | 'get' | 'list' | 'file'

export type Route =
  | { readonly name: 'create' | 'list'; readonly prefix: string }
  | { readonly name: 'get'; readonly prefix: string; readonly id: string }
  | { readonly name: 'file'; readonly prefix: string; readonly taskId: string; readonly fileName: string }
  | { readonly name: 'wrong-method' }

const collection = operations.createOmniImage.path

/** Where a request leads, with or without the gateway's prefix; nothing for a path that the API does not have. */
export function toRoute(method: string, path: string): Route | undefined {
  const prefix = path.startsWith(`${basePath}/`) ? basePath : ''
  const rest = path.slice(prefix.length)
  if (rest === collection) {
    if (method === 'POST') return { name: 'create', prefix }
    return isRead(method) ? { name: 'list', prefix } : { name: 'wrong-method' }
  }
  const id = segmentAfter(`${collection}/`, rest)
  if (id !== undefined) return isRead(method) ? { name: 'get', prefix, id } : { name: 'wrong-method' }

  const file = /^\/files\/([^/]+)\/([^/]+)$/.exec(rest)
  if (!file?.[1] || !file[2]) return undefined
  return isRead(method) ? { name: 'file', prefix, taskId: file[1], fileName: file[2] } : { name: 'wrong-method' }
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

function segmentAfter(start: string, path: string): string | undefined {
  if (!path.startsWith(start)) return undefined
  const segment = path.slice(start.length)
  if (segment === '' || segment.includes('/')) return undefined
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
