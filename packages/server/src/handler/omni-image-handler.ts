/** Web-standard, so that it fits wherever a `Request` comes in. */
export interface OmniImageHandler {
  /**
   * Answers one request; never rejects. What a runtime passes along as the second argument (Node adapters, Bun, Deno) only
   * tells where a request comes from.
   */
  readonly fetch: (request: Request, environment?: unknown) => Promise<Response>
  /**
   * Ends streams and timers. Requests that come later are told to try elsewhere, and that nothing was created. Resolves
   * when no `onTaskFinished` is under way any more.
   */
  readonly close: () => Promise<void>
}
