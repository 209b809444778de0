import type { TaskJournal } from '../journal/task-journal.ts'

/** How to reach the API, and how patiently. */
export interface OmniImageClientOptions {
  /** Origin of the API or of your own server. Default `''`: the page's own origin, for a server that keeps the key. */
  readonly baseUrl?: string | undefined
  /** What stands before the API's paths. Default `'/kling'`, as gateways have it; `''` for the vendor's own hosts. */
  readonly basePath?: string | undefined
  /**
   * The API key, or a function that gives it, asked on every request (so a short-lived JWT stays fresh). Sent as
   * `Authorization: Bearer …` to `baseUrl` and to no other place. Leave it out in a browser: your server adds it.
   */
  readonly token?: string | (() => string | Promise<string>) | undefined
  /** Allows `token` in a page, where every visitor can read it. Default false: creating the client throws. */
  readonly allowTokenInBrowser?: boolean | undefined
  /** More headers for every request, for instance a gateway's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Any function with the contract of `fetch`, for instance the emulator's. Default: the runtime's own. */
  readonly fetch?: typeof fetch | undefined
  /** How long one request may take, in milliseconds. Default 30 000; a create gets 4 s more for each MB it sends. */
  readonly timeoutMs?: number | undefined
  /**
   * How often `get`, `list` and a create that could not be sent are repeated. Default 2. A create that the API is too busy
   * for (1302, 1303) is repeated until `deadlineMs`, whatever stands here.
   */
  readonly retry?: number | undefined
  /** How long to wait for a whole task, in milliseconds. Default 600 000, from the spec. */
  readonly deadlineMs?: number | undefined
  readonly watch?: WatchOptions | undefined
  /** Where started tasks are kept, so that `resume()` finds them again. Default: `memoryJournal()`, which a reload empties. */
  readonly journal?: TaskJournal | undefined
  /**
   * What becomes of a paid request that got no clear answer when no task is found under its id. `'never'` (the default)
   * rejects with a `SubmitUncertainError`; `'if-not-found'` sends it once more under the same id, which is safe where the API
   * holds ids to be unique, as it promises. Not every gateway does.
   */
  readonly resubmit?: 'never' | 'if-not-found' | undefined
  /**
   * How many images may be in the making at once, over all tasks of this client; further requests wait their turn here.
   * Default: as many as the API takes, which is learned from its refusals (1303).
   */
  readonly slots?: number | undefined
}

/** How a task is looked at. The defaults are shaped by the durations in the spec. */
export interface WatchOptions {
  /** Shortest pause between two looks at one task, in milliseconds. Default 1 000. */
  readonly minPauseMs?: number | undefined
  /** Longest pause between two looks at one task, in milliseconds. Default 10 000. */
  readonly maxPauseMs?: number | undefined
  /** How many looks may be under way at once. Default 4. */
  readonly concurrency?: number | undefined
  /** Whether to let the origin push news, where it can. Default true. */
  readonly stream?: boolean | undefined
  /** Whether the tabs of one origin look for each other, so that one of them does it for all. Default true. */
  readonly shareTabs?: boolean | undefined
}
