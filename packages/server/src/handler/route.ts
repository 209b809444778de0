import { omniImageTask, operations } from '@omni-image/core/wire'
import { Refusal } from './refusal.ts'

export type Route =
  | { readonly name: 'create' | 'list' | 'health' }
  | { readonly name: 'get'; readonly id: string }
  /** What stands behind the callback address. */
  | { readonly name: 'callback'; readonly rest: readonly string[] }

const collection: string = operations[omniImageTask.submit].path

/** Where a request leads: the operations of the spec, and nothing else. Throws a refusal for any other. */
export function createRouter(basePath: string, callbackPath: string | undefined): (request: Request) => Route {
  const base = basePath.replace(/\/+$/, '')
  return ({ method, url }) => {
    const { pathname } = new URL(url)
    const route = toRoutes(pathname)
    if (!route) throw new Refusal('There is nothing here', { status: 404, code: 1203 })
    const found = route[method]
    if (!found) throw new Refusal(`The method is not valid here`, { status: 405, code: 1202 })
    return found
  }

  function toRoutes(pathname: string): Readonly<Record<string, Route>> | undefined {
    if (pathname === base + collection) return own({ POST: { name: 'create' }, GET: { name: 'list' } })
    if (pathname === `${base}/health`) return own({ GET: { name: 'health' }, HEAD: { name: 'health' } })
    const id = segmentsAfter(`${base}${collection}/`, pathname)
    if (id?.length === 1) return own({ GET: { name: 'get', id: id[0]! } })
    const rest = callbackPath === pathname ? [] : segmentsAfter(`${callbackPath}/`, pathname)
    return callbackPath !== undefined && rest ? own({ POST: { name: 'callback', rest } }) : undefined
  }
}

/** Without a prototype, since the key is a word of the request. */
function own(routes: Readonly<Record<string, Route>>): Readonly<Record<string, Route>> {
  return Object.assign(Object.create(null) as Record<string, Route>, routes)
}

function segmentsAfter(start: string, pathname: string): string[] | undefined {
  if (!pathname.startsWith(start)) return undefined
  try {
    return pathname.slice(start.length).split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}
