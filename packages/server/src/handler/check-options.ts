import type { Quota } from '../limits/limit-options.ts'
import type { OmniImageHandlerOptions } from './options.ts'

/** Throws a `TypeError` that says what to change; better at the start than with the first request. */
export function checkOptions(options: OmniImageHandlerOptions): void {
  const { upstream, callbacks, secret, authorize, basePath, unknownFields, ownership, allowedOrigins, onTaskFinished } =
    options ?? ({} as OmniImageHandlerOptions)
  if (!upstream) throw wrong('upstream is missing')
  checkUpstream(upstream)
  const secrets = [secret ?? []].flat()
  if (authorize && secrets.length === 0) throw wrong('secret is needed with authorize: it marks whose a task is')
  if (secrets.some((text) => typeof text !== 'string' || text.length < 32))
    throw wrong('secret must have at least 32 characters; is an environment variable missing?')
  if (!isPath(basePath)) throw wrong("basePath must be '' or begin with a slash")
  if (unknownFields && !['drop', 'refuse'].includes(unknownFields)) {
    throw wrong("unknownFields must be 'drop' or 'refuse'")
  }
  if (typeof ownership === 'object' && typeof ownership.store?.getItem !== 'function') {
    throw wrong('ownership.store must have getItem and setItem, as storages of unstorage do')
  }
  if (typeof ownership === 'string' && ownership !== 'marked') throw wrong("ownership must be 'marked' or { store }")
  for (const origin of allowedOrigins ?? []) {
    if (URL.parse(origin)?.origin !== origin)
      throw wrong('allowedOrigins must be origins such as https://app.example.com')
  }
  if (callbacks) checkCallbacks(callbacks)
  if (authorize && typeof authorize !== 'function') throw wrong('authorize must be a function')
  if (onTaskFinished && typeof onTaskFinished !== 'function') throw wrong('onTaskFinished must be a function')
  const { limits, streams, maxTasks } = options
  checkNumbers({ ...limits, ...streams, maxTasks })
  checkQuota('limits.perUser', limits?.perUser)
  checkQuota('limits.total', limits?.total)
}

function checkUpstream(upstream: OmniImageHandlerOptions['upstream']): void {
  const { baseUrl, basePath, token, accessKey, secretKey, header = 'authorization' } = upstream
  const url = URL.parse(baseUrl ?? '')
  const isOrigin = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash
  if (!isOrigin) throw wrong('upstream.baseUrl must be an http(s) origin such as https://api.example.com')
  if (!isPath(basePath)) throw wrong("upstream.basePath must be '' or begin with a slash")
  if (token !== undefined && (accessKey || secretKey)) {
    throw wrong('upstream takes token, or accessKey and secretKey, not both')
  }
  if (token === undefined && !(accessKey && secretKey)) {
    throw wrong('upstream needs token, or accessKey and secretKey; is an environment variable missing?')
  }
  if (typeof token === 'string' && !/^[!-~]+$/.test(token.trim())) {
    throw wrong('upstream.token must be text that can stand in a header; is an environment variable empty?')
  }
  if (!/^[\w-]+$/.test(header)) throw wrong('upstream.header must be the name of a header')
}

function checkCallbacks({ url, secrets = [] }: NonNullable<OmniImageHandlerOptions['callbacks']>): void {
  const { protocol, search, hash } = URL.parse(url) ?? {}
  if (!/^https?:$/.test(protocol ?? '') || search || hash) {
    throw wrong('callbacks.url must be the public http(s) address of this handler, without a query')
  }
  if (!secrets.every(isWebhookSecret)) {
    throw wrong('callbacks.secrets must be webhook secrets: whsec_ and Base64')
  }
}

/** What `atob` would refuse is better refused now. */
function isWebhookSecret(secret: string): boolean {
  const [, letters = '', end = ''] = /^(?:whsec_)?([A-Za-z\d+/]{16,})(={0,2})$/.exec(secret) ?? []
  return letters !== '' && letters.length % 4 !== 1 && (end === '' || (letters.length + end.length) % 4 === 0)
}

const quotaNames: readonly string[] = [
  'createsPerMinute',
  'readsPerMinute',
  'tasksAtOnce',
  'imagesPerDay',
] satisfies (keyof Quota)[]

/** A limit that is misspelt would be no limit. */
function checkQuota(path: string, quota: Quota = {}): void {
  for (const [name, value] of Object.entries(quota)) {
    if (!quotaNames.includes(name)) throw wrong(`${path} has ${quotaNames.join(', ')}, and no ${name}`)
    if (value !== undefined && !(typeof value === 'number' && value >= 0))
      throw wrong(`${path}.${name} must be a number from 0`)
  }
}

function checkNumbers(values: object): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number' || (value >= 0 && !Number.isNaN(value))) continue
    throw wrong(`${name} must be a number from 0`)
  }
}

function isPath(path: string | undefined): boolean {
  return path === undefined || path === '' || (/^\/[^?#]*$/.test(path) && !path.includes('..'))
}

function wrong(what: string): TypeError {
  return new TypeError(`createOmniImageHandler: ${what}`)
}
