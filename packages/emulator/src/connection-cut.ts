/** What `fetch` rejects with when a connection is reset; the server destroys the socket on it. */
export class ConnectionCut extends TypeError {
  constructor(code: 'ECONNRESET' | 'ECONNREFUSED' = 'ECONNRESET') {
    super('fetch failed', { cause: Object.assign(new Error(`emulated ${code}`), { code }) })
  }
}
