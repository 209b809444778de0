/** How to reach the API, and how patiently. */
export interface OmniImageClientOptions {
  /** Origin of the API or of your own server. Default `''`: the page's own origin, for a server that keeps the key. */
  readonly baseUrl?: string
  /** What stands before the API's paths. Default `'/kling'`, as gateways have it; `''` for the vendor's own hosts. */
  readonly basePath?: string
  /**
   * The API key, or a function that gives it, asked on every request (so a short-lived JWT stays fresh). Sent as
   * `Authorization: Bearer …` to `baseUrl` and to no other place. Leave it out in a browser: your server adds it.
   */
  readonly token?: string | (() => string | Promise<string>)
  /** Allows `token` in a page, where every visitor can read it. Default false: creating the client throws. */
  readonly allowTokenInBrowser?: boolean
  /** More headers for every request, for instance a gateway's own. */
  readonly headers?: Readonly<Record<string, string>>
  /** Any function with the contract of `fetch`, for instance the emulator's. Default: the runtime's own. */
  readonly fetch?: typeof fetch
  /** How long one request may take, in milliseconds. Default 30 000; a create gets 4 s more for each MB it sends. */
  readonly timeoutMs?: number
  /** How often `get`, `list` and a create that surely made no task are repeated. Default 2. */
  readonly retry?: number
  /** How long to wait for a whole task, in milliseconds. Default 600 000, from the spec. */
  readonly deadlineMs?: number
  readonly watch?: WatchOptions
}

/** How a task is looked at. The defaults are shaped by the durations in the spec. */
export interface WatchOptions {
  /** Shortest pause between two looks at one task, in milliseconds. Default 1 000. */
  readonly minPauseMs?: number
  /** Longest pause between two looks at one task, in milliseconds. Default 10 000. */
  readonly maxPauseMs?: number
  /** How many looks may be under way at once. Default 4. */
  readonly concurrency?: number
}
