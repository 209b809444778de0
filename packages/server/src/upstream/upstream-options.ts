/** The API that the key belongs to. Everything here comes from your configuration, never from a request. */
export interface UpstreamOptions {
  /** Origin of the gateway or of the vendor. */
  readonly baseUrl: string
  /** What stands before the API's paths there. Default `'/kling'`, as gateways have it; `''` for the vendor's own hosts. */
  readonly basePath?: string | undefined
  /** The API key, or a function that gives it, asked for every request and once more when the API calls it expired. */
  readonly token?: string | (() => string | Promise<string>) | undefined
  /** With `secretKey`: signs short-lived tokens (JWT, HS256) instead of sending a key. */
  readonly accessKey?: string | undefined
  readonly secretKey?: string | undefined
  /** The header that carries `Bearer …`. Default `authorization`. */
  readonly header?: string | undefined
  /** More headers for every request to the API. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Any function with the contract of `fetch`, for instance the emulator's. Default: the runtime's own. */
  readonly fetch?: typeof fetch | undefined
  /** How long one request may take, in milliseconds. Default 30 000; a create gets 4 s more for each MB it sends. */
  readonly timeoutMs?: number | undefined
}
