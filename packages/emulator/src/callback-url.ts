import { Refusal } from './answer.ts'
import { isLoopback } from './host-kind.ts'

/** Lets through what the emulator may post to: this machine, and hosts that were listed. */
export function toCallbackUrl(address: string | undefined, hosts: readonly string[]): string | undefined {
  if (address === undefined) return undefined
  const url = new URL(address)
  const isPlain = (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
  const isAllowed = isLoopback(url) || hosts.includes(url.hostname) || hosts.includes(url.host)
  if (!isPlain || !isAllowed)
    throw new Refusal(1201, 'callback_url must be an http address of this machine or of a host in callbackHosts.')
  return url.href
}
