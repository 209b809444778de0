import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

const closed = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  closed.addSubnet(network, prefix)
closed.addAddress('::', 'ipv6')
closed.addSubnet('fc00::', 7, 'ipv6')
closed.addSubnet('fe80::', 10, 'ipv6')

/**
 * Whether the URL can only lead to this machine. Names other than `localhost` do not count, whatever they resolve to:
 * a name server may change its mind between the check and the request.
 */
export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || isListed(loopback, url)
}

/** Whether the URL names a place that a service on the internet cannot reach. */
export function isPrivate(url: URL): boolean {
  return isLoopback(url) || isListed(closed, url) || /\.(localhost|local|internal)$/.test(url.hostname)
}

function isListed(list: BlockList, url: URL): boolean {
  const address = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(address)
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
}
