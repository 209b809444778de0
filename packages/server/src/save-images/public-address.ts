import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { PictureRefused } from './picture.ts'

/** Whether an address is one of the open internet: not this machine's, not the local network's, nothing reserved. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const known = ipaddr.process(address)
  // Of IPv6 only this eighth is given out; old spellings of IPv4 (`::7f00:1`) are elsewhere, and named by no range.
  const isGivenOut = known.kind() === 'ipv4' || (known.toByteArray()[0] ?? 0) >> 5 === 0b001
  return isGivenOut && known.range() === 'unicast'
}

/**
 * Finds the addresses of a host and refuses where any of them is not public. The connection is made to what was found
 * here, so that a name cannot lead to one address when it is checked and to another when it is used.
 */
export function lookupPublic(find: LookupFunction = lookup): LookupFunction {
  return (host, options, done) => {
    find(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, [])
      const addresses = typeof found === 'string' ? [] : found
      const hidden = addresses.find(({ address }) => !isPublicAddress(address))
      if (hidden || !addresses[0]) return done(notPublic(host), [])
      if (options.all) return done(null, addresses)
      done(null, addresses[0].address, addresses[0].family)
    })
  }
}

export function notPublic(host: string): PictureRefused {
  return new PictureRefused(`${host} is no address of the open internet, so nothing is fetched from there`)
}
