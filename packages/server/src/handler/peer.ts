interface NodeEnvironment {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
}
interface BunEnvironment {
  readonly requestIP?: (request: Request) => { readonly address?: string } | null
}
/** What h3 and Nitro hand over. */
interface SrvxRequest extends Request {
  readonly ip?: string
}
interface DenoEnvironment {
  readonly remoteAddr?: { readonly hostname?: string }
}

/** The address of the other end of the socket, as far as the runtime tells it beside the request. */
export function peerOf(request: Request, environment: unknown): string | undefined {
  const { incoming, requestIP, remoteAddr } = (environment ?? {}) as NodeEnvironment & BunEnvironment & DenoEnvironment
  if (incoming) return incoming.socket?.remoteAddress ?? 'gone'
  if (requestIP) return requestIP.call(environment, request)?.address ?? 'gone'
  return remoteAddr?.hostname ?? (request as SrvxRequest).ip
}

/** Whether a host name or address is this machine's own. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/.test(host)
}

/** Whether a proxy says that the request came from elsewhere. What it says can make nobody a neighbour, only a stranger. */
export function isPassedOn(headers: Headers): boolean {
  const addresses = ['x-forwarded-for', 'x-real-ip', 'x-forwarded-host'].flatMap(
    (name) => headers.get(name)?.split(',') ?? [],
  )
  const isElsewhere = addresses.some((address) => !isLoopback(address.trim().replace(/(?<=^[^:]*|\]):\d+$/, '')))
  return isElsewhere || headers.has('forwarded')
}
