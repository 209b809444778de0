import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { PictureRefused } from './picture.ts'

/** Whether an address is one of the open internet: not this machine's, not the local network's, nothing reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
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
