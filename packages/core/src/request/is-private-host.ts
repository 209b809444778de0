const privateNetworks =
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$|^\[(::|f[cd]|fe[89ab])/

/**
 * Whether the host of a URL is one that a service on the internet cannot reach: this machine, the local network, or a
 * name that means something only there. Other names count as public, whatever they lead to.
 */
export function isPrivateHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '')
  if (privateNetworks.test(name)) return true
  return !/[.:]/.test(name) || /\.(localhost|local|internal|lan|home\.arpa)$/.test(name)
}
