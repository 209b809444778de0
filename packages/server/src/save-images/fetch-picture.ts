import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { checkPicture } from './check-picture.ts'
import { type Picture, PictureRefused, toReason } from './picture.ts'
import { isPublicAddress, lookupPublic, notPublic } from './public-address.ts'

export interface FetchPictureOptions {
  readonly maxBytes: number
  /** For the whole picture. */
  readonly timeoutMs: number
  /** Hosts that may be private, as in a URL: `localhost:8787`. */
  readonly privateHosts: readonly string[]
  readonly signal: AbortSignal
  /** Finds the addresses of a host. Default: as the system does. */
  readonly lookup?: LookupFunction | undefined
}

const mostRedirects = 3

/**
 * Opens a picture at its address, which comes from an API and is believed no further than that: nothing is sent along but
 * the request itself, and every host on the way is checked by the address that the connection goes to.
 */
export async function fetchPicture(address: string, options: FetchPictureOptions): Promise<Picture> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(options.timeoutMs)])
  let url = toUrl(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await open(url, options, signal)
    const { statusCode = 0, headers } = answer
    if (statusCode === 200) return checkPicture(answer, options.maxBytes, url.host, signal)
    answer.destroy()
    const isRedirect = statusCode >= 300 && statusCode < 400 && headers.location
    if (!isRedirect) throw new PictureRefused(`${url.host} answered ${statusCode} instead of a picture`)
    url = toUrl(headers.location!, url)
  }
  throw new PictureRefused(`${url.host} redirects without end`)
}

function toUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base)
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password
  if (!isPlain) throw new PictureRefused('The address of a picture is none')
  if (base?.protocol === 'https:' && url.protocol === 'http:') {
    throw new PictureRefused(`${base.host} redirects to an open connection`)
  }
  return url
}

function open(url: URL, options: FetchPictureOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const isAllowed = options.privateHosts.includes(url.host)
  const address = url.hostname.replace(/^\[|\]$/g, '')
  // A name is looked up on the way; a bare address is not.
  if (!isAllowed && isIP(address) !== 0 && !isPublicAddress(address)) throw notPublic(url.hostname)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const request = send(url, {
      agent: false, // connections that others opened were checked by nobody
      headers: { accept: 'image/png, image/jpeg, image/webp' },
      signal,
      ...(!isAllowed && { lookup: lookupPublic(options.lookup) }),
    })
    request.once('response', resolve)
    request.once('error', (error) => reject(signal.aborted ? toReason(signal, url.host) : error))
    request.end()
  })
}
