import type { OmniImageRequest } from '@omni-image/core/wire'
import type { RouteName } from './route.ts'

/** What came in, without tokens and without image data. */
export interface LoggedRequest {
  readonly method: string
  readonly path: string
  /** What the path led to; absent where it led nowhere. */
  readonly operation?: RouteName
  /** Expected on calls of the API. On a `file` it is a bug of the client: the key went to a host that needs none. */
  readonly hasAuthorization: boolean
  /** Of a body that was too large, the limit. */
  readonly bodyBytes: number
  /** Absent while the answer is being made, and where the connection was cut instead. */
  readonly status?: number
  /**
   * What an accepted create asked for, as the API understood it: words folded, empty fields dropped, and each Base64
   * image replaced by its measures and its SHA-256, as in `png 640x480 20481 bytes sha256:9f86…`.
   */
  readonly input?: OmniImageRequest
}

export type OpenLogEntry = { -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key] }

const mostEntries = 1000

/** The latest requests, oldest first. */
export class RequestLog {
  readonly #entries: OpenLogEntry[] = []

  open(entry: OpenLogEntry): OpenLogEntry {
    if (this.#entries.push(entry) > mostEntries) this.#entries.shift()
    return entry
  }

  list(): LoggedRequest[] {
    return structuredClone(this.#entries)
  }
}
