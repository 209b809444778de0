import { createMeter } from './create-meter.ts'
import type { OnProgress, Parcel } from './carrier.ts'

/**
 * XMLHttpRequest follows redirects, so it gets no key, and headers of the app's own for the page's origin alone. What
 * stands in the place of the browser's `fetch` may add what the server asks for, so it has to be used.
 */
export function isSafeForXhr({ url }: Request, { headers }: Pick<Parcel, 'headers'>): boolean {
  if (!/\[native code\]/.test(globalThis.fetch.toString()) || 'authorization' in headers) return false
  return (
    url.startsWith(`${location.origin}/`) ||
    Object.keys(headers).every((name) => name === 'accept' || name === 'content-type')
  )
}

/** Sends a request as `fetch` would, in a browser, where XMLHttpRequest alone can tell how far an upload is. */
export function carryByXhr(
  body: Blob,
  { method, url }: Request,
  { headers, signal }: Parcel,
  onProgress: OnProgress,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const tell = createMeter(body.size, onProgress)
    const exchange = new XMLHttpRequest()
    const abort = (): void => exchange.abort()
    const read = (): void => {
      const isLost = exchange.responseURL !== url && !/json/.test(exchange.getResponseHeader('content-type') ?? '')
      // What answered there may have taken the request, so this is not as clear as it is with `fetch`.
      if (isLost) reject(new TypeError('The address redirects, change baseUrl'))
      else resolve(toResponse(exchange))
    }
    exchange.open(method, url)
    for (const [name, value] of Object.entries(headers)) exchange.setRequestHeader(name, value)
    exchange.upload.addEventListener('loadstart', () => tell(0))
    exchange.upload.addEventListener('progress', ({ loaded }) => tell(loaded))
    exchange.addEventListener('load', read)
    exchange.addEventListener('abort', () => reject(signal.reason as Error))
    exchange.addEventListener('error', () => reject(new TypeError('Failed to send')))
    exchange.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
    signal.addEventListener('abort', abort)
    exchange.send(body)
  })
}

function toResponse(exchange: XMLHttpRequest): Response {
  const headers = new Headers()
  for (const line of exchange.getAllResponseHeaders().trim().split('\r\n')) {
    const [name = '', ...value] = line.split(': ')
    if (name) headers.append(name, value.join(': '))
  }
  return new Response(exchange.responseText || null, { status: exchange.status, headers })
}
