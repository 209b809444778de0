/** What answers the page's API calls: `@omni-image/server`, before the emulator or a real API. */
export interface Endpoint {
  /** For people: `the emulator`, `https://api.example.com`. */
  readonly name: string
  /** What stands before the API's paths here; begins with a slash. */
  readonly basePath: string
  /** How long a task typically takes there, in milliseconds, where it differs from the spec. */
  readonly medianMs?: number
  /** Where its pictures come from, besides the page's own server: sources for a content policy. */
  readonly pictureHosts: readonly string[]
  /** `environment` is what the Node adapter passes along; it tells where a request comes from. */
  readonly fetch: (request: Request, environment?: unknown) => Promise<Response>
  readonly close: () => Promise<void>
}
