/** What answers the page's API calls. */
export interface Endpoint {
  /** For people: `the emulator`, `https://api.example.com`. */
  readonly name: string
  /** What stands before the API's paths here; begins with a slash. */
  readonly basePath: string
  /** How long a task typically takes there, in milliseconds, where it differs from the spec. */
  readonly medianMs?: number
  readonly fetch: (request: Request) => Promise<Response>
}
